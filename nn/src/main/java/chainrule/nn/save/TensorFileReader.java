package chainrule.nn.save;

import chainrule.nn.data.Wording;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// A file read front to back: sizes before anything is allocated by them, the header's checksum
/// before its shapes are believed, and the data's before they are handed out.
final class TensorFileReader {
    private final Path file;
    private final FileChannel channel;

    private TensorFileReader(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static TensorFile read(Path file) {
        if (Files.isDirectory(file)) {
            throw new SaveException(file, "this is a folder; name a file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new TensorFileReader(file, channel).content();
        } catch (IOException failure) {
            throw new SaveException(file, "cannot be read", failure);
        }
    }

    private TensorFile content() throws IOException {
        String json = StandardCharsets.UTF_8.newDecoder().decode(take(headerLength())).toString();
        Header header = HeaderReader.parse(file, json);
        header.check(file, channel.size() - channel.position());
        Checksums stated = Checksums.in(file, header.metadata());
        stated.checkHeader(file, json);
        MessageDigest digest = Checksums.start();
        ImmutableMap<String, Tensor> tensors = tensors(header, digest);
        stated.checkData(file, digest);
        return new TensorFile(
                tensors,
                ImmutableMap.copyOf(Maps.filterKeys(header.metadata(), k -> !Checksums.isOne(k))));
    }

    private int headerLength() throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw new SaveException(
                    file,
                    "it has %s, and the header's length alone takes 8: it is cut off, or no safetensors file"
                            .formatted(Wording.count(size, "byte")));
        }
        long length = take(Long.BYTES).getLong();
        if (length < 0 || length > size - Long.BYTES) {
            throw new SaveException(
                    file,
                    "the header should take %s bytes, and %d are left: it is cut off, or no safetensors file"
                            .formatted(Long.toUnsignedString(length), size - Long.BYTES));
        }
        if (length > Header.LONGEST) {
            throw new SaveException(file, Header.tooLong(length));
        }
        return (int) length;
    }

    private ByteBuffer take(int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("the file ended while it was being read");
            }
        }
        return bytes.flip();
    }

    private ImmutableMap<String, Tensor> tensors(Header header, MessageDigest digest) {
        DataReader data = new DataReader(channel, digest);
        Map<String, Tensor> tensors = new HashMap<>();
        for (Map.Entry<String, Entry> named : header.inDataOrder()) {
            Entry entry = named.getValue();
            try {
                tensors.put(named.getKey(), entry.dtype().read(entry.shape(), data));
            } catch (IOException failure) {
                throw new SaveException(file, "tensor " + Wording.quote(named.getKey()), failure);
            }
        }
        return ImmutableMap.copyOf(
                Maps.transformEntries(
                        header.entries(), (name, _) -> Objects.requireNonNull(tensors.get(name))));
    }
}
