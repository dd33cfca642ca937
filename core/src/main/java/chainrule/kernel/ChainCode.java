package chainrule.kernel;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import chainrule.kernel.Bodies.Body;
import chainrule.kernel.Chain.Link;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Writes the bytecode of a chain: a loop in which each operation stands as the compiler of Java
/// wrote its method. So the JVM's compiler sees one straight piece of code, whatever it thinks of
/// the methods elsewhere.
///
/// @param lanes how entries are read and written
/// @param bodies the operations on them
record ChainCode(Lanes lanes, Bodies bodies) {
    private static final ClassDesc SELF =
            ClassDesc.of(ChainCode.class.getPackageName(), "GeneratedChain");
    private static final ClassDesc STRAIGHT = Straight.class.describeConstable().orElseThrow();
    private static final MethodTypeDesc RUN =
            MethodTypeDesc.of(
                    CD_void, CD_Object.arrayType(), CD_int.arrayType(), CD_int, CD_int, CD_int);
    private static final int ARRAYS = 1;
    private static final int PLACES = 2;
    private static final int ROW = 3;
    private static final int I = 4;
    private static final int UNTIL = 5;

    /// A loop in a class of its own, which ends with the last user of the loop.
    ///
    /// @throws UnsupportedOperationException if the JVM defines no classes at run time
    Straight define(Chain chain) {
        byte[] code = write(chain);
        Dump.write(lanes.array().displayName(), lanes.length(), code);
        try {
            MethodHandles.Lookup type = MethodHandles.lookup().defineHiddenClass(code, true);
            MethodType noParameters = MethodType.methodType(void.class);
            return (Straight) type.findConstructor(type.lookupClass(), noParameters).invoke();
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new UnsupportedOperationException(e.toString(), e);
        }
    }

    /// A class file that implements [Straight].
    byte[] write(Chain chain) {
        return ClassFile.of()
                .build(
                        SELF,
                        type ->
                                type.withInterfaceSymbols(STRAIGHT)
                                        .withMethodBody(
                                                INIT_NAME,
                                                MTD_void,
                                                ClassFile.ACC_PUBLIC,
                                                code ->
                                                        code.aload(0)
                                                                .invokespecial(
                                                                        CD_Object, INIT_NAME,
                                                                        MTD_void)
                                                                .return_())
                                        .withMethodBody(
                                                "run",
                                                RUN,
                                                ClassFile.ACC_PUBLIC,
                                                code -> new Method(chain, code).write()));
    }

    /// The loop over all entries.
    private final class Method {
        private final Chain chain;
        private final CodeBuilder code;
        private final int[] arrays;
        private final int[] starts;
        private final int[] values;

        Method(Chain chain, CodeBuilder code) {
            this.chain = chain;
            this.code = code;
            this.arrays = new int[chain.places()];
            this.starts = new int[chain.places()];
            this.values = new int[chain.operands() + chain.links().size()];
        }

        void write() {
            for (int place = 0; place < chain.places(); place++) {
                find(place);
            }
            Lanes.Loads entries = lanes.open(code, I, UNTIL);
            Label next = code.newLabel();
            Label end = code.newLabel();
            code.labelBinding(next).iload(I).iload(UNTIL).if_icmpge(end);
            for (int operand = 0; operand < chain.operands(); operand++) {
                values[operand] = local(lanes.kind());
                entries.load(arrays[operand], starts[operand]);
                code.storeLocal(lanes.kind(), values[operand]);
            }
            for (int i = 0; i < chain.links().size(); i++) {
                apply(chain.links().get(i), chain.operands() + i);
            }
            for (int i = 0; i < chain.results().size(); i++) {
                int place = chain.operands() + i;
                entries.store(values[chain.results().get(i)], arrays[place], starts[place]);
            }
            code.iinc(I, lanes.length()).goto_(next).labelBinding(end).return_();
        }

        private int local(TypeKind kind) {
            return code.allocateLocal(kind);
        }

        /// The array of a place, and where the row begins in it.
        private void find(int place) {
            arrays[place] = local(TypeKind.REFERENCE);
            starts[place] = local(TypeKind.INT);
            code.aload(ARRAYS);
            number(3 * place);
            code.aaload().checkcast(lanes.array()).astore(arrays[place]);
            number(3 * place + 1);
            code.iload(ROW);
            number(3 * place + 2);
            code.imul().iadd().istore(starts[place]);
        }

        private void number(int at) {
            code.aload(PLACES).loadConstant(at).iaload();
        }

        private void apply(Link link, int value) {
            int[] x = new int[link.x().size()];
            for (int i = 0; i < x.length; i++) {
                x[i] = values[link.x().get(i)];
            }
            Body body = bodies.of(link.leaf()).orElseThrow();
            if (body.isStraight()) {
                inline(body, x);
            } else {
                for (int local : x) {
                    code.loadLocal(lanes.kind(), local);
                }
                code.invokestatic(
                        body.owner(), body.method().methodName().stringValue(), body.type());
            }
            values[value] = local(lanes.kind());
            code.storeLocal(lanes.kind(), values[value]);
        }

        /// Writes a method out; its result is left on the stack.
        ///
        /// @param x the locals of its parameters
        private void inline(Body body, int[] x) {
            Map<Integer, Integer> locals = new HashMap<>();
            int slot = 0;
            for (int i = 0; i < x.length; i++) {
                locals.put(slot, x[i]);
                slot += TypeKind.from(body.type().parameterType(i)).slotSize();
            }
            for (Instruction instruction : body.instructions()) {
                switch (instruction) {
                    case LoadInstruction load ->
                            code.loadLocal(load.typeKind(), locals.getOrDefault(load.slot(), -1));
                    case StoreInstruction store ->
                            code.storeLocal(
                                    store.typeKind(),
                                    locals.computeIfAbsent(
                                            store.slot(), _ -> local(store.typeKind())));
                    case ReturnInstruction _ -> {}
                    case InvokeInstruction call -> call(call);
                    default -> code.with(instruction);
                }
            }
        }

        private void call(InvokeInstruction call) {
            Optional<Body> own = bodies.of(call).filter(Body::isStraight);
            if (own.isEmpty()) {
                code.with(call);
                return;
            }
            MethodTypeDesc type = call.typeSymbol();
            int[] x = new int[type.parameterCount()];
            for (int i = x.length - 1; i >= 0; i--) {
                TypeKind kind = TypeKind.from(type.parameterType(i));
                x[i] = local(kind);
                code.storeLocal(kind, x[i]);
            }
            inline(own.get(), x);
        }
    }
}
