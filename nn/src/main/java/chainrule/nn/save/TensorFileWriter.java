package chainrule.nn.save;

import chainrule.nn.data.Wording;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/// The bytes of a file: the header, made beforehand, and the data, which are gone through twice,
/// for their checksum and to write them, so that no second copy of them is needed.
///
/// @param header the JSON
/// @param data the tensors in the order of their bytes
record TensorFileWriter(String header, ImmutableList<Tensor> data) {
    static TensorFileWriter of(Path file, TensorFile content) {
        checkNames(file, content);
        Header header = Header.of(content);
        ImmutableList<Tensor> data =
                header.inDataOrder().stream()
                        .map(named -> content.tensor(named.getKey()))
                        .collect(ImmutableList.toImmutableList());
        try {
            String json = HeaderWriter.json(header, sum(data));
            int length = HeaderWriter.utf8(json).length;
            if (length > Header.LONGEST) {
                throw new SaveException(file, Header.tooLong(length));
            }
            return new TensorFileWriter(json, data);
        } catch (IOException failure) {
            throw new SaveException(file, "a name or its text cannot be written", failure);
        }
    }

    private static void checkNames(Path file, TensorFile content) {
        if (content.tensors().containsKey(Header.METADATA)) {
            throw new SaveException(
                    file, "a tensor cannot be called '__metadata__', a word of the format");
        }
        for (String name : content.metadata().keySet()) {
            if (Checksums.isOne(name)) {
                throw new SaveException(
                        file,
                        "metadata cannot be called %s, a name kept for checksums"
                                .formatted(Wording.quote(name)));
            }
        }
    }

    private static String sum(ImmutableList<Tensor> data) throws IOException {
        MessageDigest digest = Checksums.start();
        try (OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            writeData(data, sink);
        }
        return Checksums.hex(digest);
    }

    void writeTo(OutputStream out) throws IOException {
        byte[] json = HeaderWriter.utf8(header);
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(length.putLong(json.length).array());
        out.write(json);
        writeData(data, out);
    }

    private static void writeData(ImmutableList<Tensor> data, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (Tensor tensor : data) {
            Dtype dtype = Dtype.of(tensor);
            for (int i = 0; i < tensor.size(); i++) {
                if (buffer.remaining() < dtype.width()) {
                    out.write(buffer.array(), 0, buffer.position());
                    buffer.clear();
                }
                dtype.put(tensor.get(i), buffer);
            }
        }
        out.write(buffer.array(), 0, buffer.position());
    }
}
