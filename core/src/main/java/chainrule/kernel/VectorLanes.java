package chainrule.kernel;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/// A vector at a time.
///
/// @param vector `FloatVector` or `DoubleVector`
/// @param array `float[]` or `double[]`
/// @param ops the class that has the species as `SPECIES`
/// @param length of a vector
record VectorLanes(ClassDesc vector, ClassDesc array, ClassDesc ops, int length) implements Lanes {
    private static final ClassDesc SPECIES = descriptor(VectorSpecies.class);

    VectorLanes(Class<? extends Vector<?>> vector, Class<?> array, Class<?> ops, int length) {
        this(descriptor(vector), descriptor(array), descriptor(ops), length);
    }

    private static ClassDesc descriptor(Class<?> type) {
        return type.describeConstable().orElseThrow();
    }

    @Override
    public TypeKind kind() {
        return TypeKind.REFERENCE;
    }

    @Override
    public Loads open(CodeBuilder code, int i, int until) {
        return new Loads() {
            @Override
            public void load(int array, int start) {
                code.getstatic(ops, "SPECIES", SPECIES);
                code.aload(array).iload(start).iload(i).iadd();
                code.invokestatic(
                        vector, "fromArray", MethodTypeDesc.of(vector, SPECIES, array(), CD_int));
            }

            @Override
            public void store(int value, int array, int start) {
                code.aload(value).aload(array).iload(start).iload(i).iadd();
                code.invokevirtual(
                        vector, "intoArray", MethodTypeDesc.of(CD_void, array(), CD_int));
            }
        };
    }
}
