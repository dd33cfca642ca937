package chainrule.nn.save;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;

/// The data part of a file, read once from front to back, and its checksum.
final class DataReader {
    private final ReadableByteChannel in;
    private final MessageDigest digest;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);

    DataReader(ReadableByteChannel in, MessageDigest digest) {
        this.in = in;
        this.digest = digest;
    }

    /// A buffer whose next bytes, at least `width` of them, are those that follow.
    ByteBuffer next(int width) throws IOException {
        while (buffer.remaining() < width) {
            buffer.compact();
            int old = buffer.position();
            int read = in.read(buffer);
            buffer.flip();
            if (read < 0) {
                throw new EOFException("the file ended while it was being read");
            }
            digest.update(buffer.array(), old, read);
        }
        return buffer;
    }
}
