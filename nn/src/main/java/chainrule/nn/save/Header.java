package chainrule.nn.save;

import chainrule.nn.data.Wording;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The front part of a file: what each tensor is, and where its bytes lie in the data part.
///
/// @param entries by the tensor's name, in the order of the header
/// @param metadata texts by name
record Header(ImmutableMap<String, Entry> entries, ImmutableMap<String, String> metadata) {
    /// Headers are at most this long, as in the format's reference implementation.
    static final int LONGEST = 100_000_000;

    static final String METADATA = "__metadata__";

    static String tooLong(long length) {
        return "the header takes %d bytes, and %d is the most".formatted(length, LONGEST);
    }

    /// The header for some tensors. Those of wide entries lie first, so that each begins at a
    /// multiple of its entries' width; else they lie in the order given.
    static Header of(TensorFile content) {
        Map<String, Entry> placed = new HashMap<>();
        long end = 0;
        for (Map.Entry<String, Tensor> named :
                ImmutableList.sortedCopyOf(
                        Comparator.comparingInt(e -> -Dtype.of(e.getValue()).width()),
                        content.tensors().entrySet())) {
            Tensor tensor = named.getValue();
            Dtype dtype = Dtype.of(tensor);
            long begin = end;
            end += Entry.bytes(dtype, tensor.shape());
            placed.put(named.getKey(), new Entry(dtype, tensor.shape(), begin, end));
        }
        return new Header(
                ImmutableMap.copyOf(
                        Maps.transformEntries(
                                content.tensors(),
                                (name, _) -> Objects.requireNonNull(placed.get(name)))),
                content.metadata());
    }

    /// The entries in the order of their bytes.
    ImmutableList<Map.Entry<String, Entry>> inDataOrder() {
        return ImmutableList.sortedCopyOf(
                Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()),
                entries.entrySet());
    }

    /// Refuses entries that do not tile the data from the first byte to the last, or whose bytes do
    /// not fit their shape. After this, no tensor is larger than its part of the file.
    void check(Path file, long dataSize) {
        String previous = "";
        long next = 0;
        for (Map.Entry<String, Entry> named : inDataOrder()) {
            String name = Wording.quote(named.getKey());
            Entry entry = named.getValue();
            String place = "takes the bytes %d to %d".formatted(entry.begin(), entry.end());
            if (entry.end() > dataSize) {
                throw new SaveException(
                        file,
                        "tensor %s %s of the data, and there are %d: the file is cut off or damaged"
                                .formatted(name, place, dataSize));
            }
            long needed = Entry.bytes(entry.dtype(), entry.shape());
            if (entry.end() - entry.begin() != needed) {
                throw new SaveException(
                        file,
                        "tensor %s %s, and %s of %s needs %d of them"
                                .formatted(name, place, entry.shape(), entry.dtype(), needed));
            }
            if (entry.begin() < next) {
                throw new SaveException(
                        file,
                        "tensor %s %s, and overlaps with %s".formatted(name, place, previous));
            }
            if (entry.begin() > next) {
                throw new SaveException(
                        file,
                        "tensor %s %s, and the bytes %d to %d before it belong to no tensor"
                                .formatted(name, place, next, entry.begin()));
            }
            previous = name;
            next = entry.end();
        }
        if (next != dataSize) {
            throw new SaveException(
                    file,
                    "the data have %d bytes, and the tensors take only %d"
                            .formatted(dataSize, next));
        }
    }
}
