package chainrule.nn.save;

import chainrule.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;

/// Named tensors in a file of the safetensors format: the header's length in 8 bytes, a JSON
/// header, and the entries, little-endian and row by row, with no gaps. Doubles are F64, floats
/// F32, indices I32 and truth values BOOL. The same tensors in the same order give the same bytes.
///
/// Two SHA-256 sums in the metadata cover the data and the header; a file that states them is
/// believed only if they are right, and one from elsewhere that states none is read without.
public final class Safetensors {
    private Safetensors() {}

    /// Writes tensors, whole or not at all.
    ///
    /// @throws SaveException if a name is not allowed, or writing fails; a file that was there
    ///   before is then as it was
    public static void write(Path file, Map<String, Tensor> tensors) {
        write(file, TensorFile.of(tensors));
    }

    /// Writes tensors and metadata, whole or not at all.
    ///
    /// @throws SaveException if a name is not allowed, or writing fails; a file that was there
    ///   before is then as it was
    public static void write(Path file, TensorFile content) {
        TensorFileWriter writer = TensorFileWriter.of(file, content);
        AtomicFile.write(file, writer::writeTo);
    }

    /// Reads a file, and believes nothing in it unchecked.
    ///
    /// @throws SaveException if it is missing, damaged, cut off, of another format, or holds a type
    ///   of entries that tensors here do not have
    public static TensorFile read(Path file) {
        return TensorFileReader.read(file);
    }
}
