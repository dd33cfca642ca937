package chainrule.program;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map of what was used last. A cache of a library would do, but takes a tenth of the time from
/// the start of the JVM to a first gradient to load.
final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    /// @param most how many entries are kept
    Recent(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
