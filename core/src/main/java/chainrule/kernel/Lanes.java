package chainrule.kernel;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;

/// How the bytecode of a chain reads and writes entries: one at a time, or as many as a vector has.
interface Lanes {
    /// What a value is in a local variable.
    TypeKind kind();

    /// `float[]` or `double[]`.
    ClassDesc array();

    /// How many entries a value holds.
    int length();

    /// Writes what goes before a loop.
    ///
    /// @param i the local of the entry that a turn of the loop begins with
    /// @param until the local of the entry that the loop ends before
    Loads open(CodeBuilder code, int i, int until);

    /// What goes into the loop.
    interface Loads {
        /// Pushes the value at entry i.
        void load(int array, int start);

        /// Stores a value at entry i.
        void store(int value, int array, int start);
    }
}
