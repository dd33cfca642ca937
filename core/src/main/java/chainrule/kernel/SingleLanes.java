package chainrule.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;

/// One number at a time.
///
/// @param kind FLOAT or DOUBLE
record SingleLanes(TypeKind kind) implements Lanes {
    @Override
    public ClassDesc array() {
        return kind.upperBound().arrayType();
    }

    @Override
    public int length() {
        return 1;
    }

    @Override
    public Loads open(CodeBuilder code, int i, int until) {
        return new Loads() {
            @Override
            public void load(int array, int start) {
                code.aload(array).iload(start).iload(i).iadd().arrayLoad(kind);
            }

            @Override
            public void store(int value, int array, int start) {
                code.aload(array).iload(start).iload(i).iadd();
                code.loadLocal(kind, value).arrayStore(kind);
            }
        };
    }
}
