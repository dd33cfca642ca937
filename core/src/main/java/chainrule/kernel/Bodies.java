package chainrule.kernel;

import chainrule.graph.Leaf;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The static methods of some classes, as bytecode: how operations are computed. The method of a
/// leaf has its name, `lessEqual` that of `LESS_EQUAL`; earlier classes come first.
final class Bodies {
    /// A method of a class.
    record Body(ClassDesc owner, MethodModel method) {
        private CodeModel code() {
            return method.code().orElseThrow();
        }

        /// Whether it has one way through, which can be written wherever it is used.
        boolean isStraight() {
            return code().elementStream().noneMatch(BranchInstruction.class::isInstance);
        }

        List<Instruction> instructions() {
            return code().elementStream()
                    .filter(Instruction.class::isInstance)
                    .map(Instruction.class::cast)
                    .toList();
        }

        MethodTypeDesc type() {
            return method.methodTypeSymbol();
        }
    }

    private final Map<String, Body> methods = new HashMap<>();

    Bodies(Class<?>... owners) {
        for (Class<?> owner : owners) {
            ClassDesc name = owner.describeConstable().orElseThrow();
            for (MethodModel method : ClassFile.of().parse(bytes(owner)).methods()) {
                methods.putIfAbsent(
                        key(name, method.methodName().stringValue()), new Body(name, method));
                methods.putIfAbsent(
                        letters(method.methodName().stringValue()), new Body(name, method));
            }
        }
    }

    /// A name without the marks between its words.
    private static String letters(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String key(ClassDesc owner, String method) {
        return owner.displayName() + "." + method;
    }

    private static byte[] bytes(Class<?> type) {
        try (InputStream file =
                Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The method of a leaf, if there is one.
    Optional<Body> of(Leaf leaf) {
        return Optional.ofNullable(methods.get(letters(leaf.name())));
    }

    /// The method that is called, if it is one of these.
    Optional<Body> of(InvokeInstruction call) {
        return Optional.ofNullable(
                methods.get(key(call.owner().asSymbol(), call.name().stringValue())));
    }

    /// How many calls an operation takes, which for vectors is how many operations.
    int calls(Body body) {
        int calls = 0;
        for (Instruction instruction : body.instructions()) {
            if (instruction instanceof InvokeInstruction call) {
                calls += of(call).map(this::calls).orElse(1);
            }
        }
        return calls;
    }
}
