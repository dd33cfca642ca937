package chainrule.viz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Memory;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;

/// What one Graphviz in WebAssembly has around it: memory that grows and a place for its messages.
/// It has no files, no environment, no network, and its clock stands still.
final class GraphvizWorld {
    private static final long[] DONE = {0};
    private static final long[] NO_SUCH_FILE = {-44};
    private static final long[] NOTHING = {};
    private static final int PAGE = 65_536;

    private final StringBuilder said = new StringBuilder();

    /// Its messages so far.
    String said() {
        return said.toString().strip();
    }

    /// What the module takes, each function in the type that it asks for.
    ImportValues imports(WasmModule module) {
        var wanted = module.importSection();
        List<ImportFunction> functions =
                IntStream.range(0, wanted.importCount())
                        .mapToObj(i -> (FunctionImport) wanted.getImport(i))
                        .<ImportFunction>map(f -> function(f, module))
                        .toList();
        return ImportValues.builder().withFunctions(functions).build();
    }

    private HostFunction function(FunctionImport wanted, WasmModule module) {
        String name = GraphvizNames.taken(wanted.name());
        return new HostFunction(
                wanted.module(),
                wanted.name(),
                module.typeSection().getType(wanted.typeIndex()),
                (instance, arguments) -> call(name, instance.memory(), arguments));
    }

    private long[] call(String name, Memory memory, long[] a) {
        return switch (name) {
            case "viz_errorf" -> {
                said.append(memory.readCString((int) a[0], StandardCharsets.UTF_8));
                yield DONE;
            }
            case "fd_write" -> write(memory, (int) a[1], (int) a[2], (int) a[3]);
            case "emscripten_resize_heap" -> new long[] {grow(memory, a[0]) ? 1 : 0};
            case "emscripten_date_now" -> new long[] {Double.doubleToRawLongBits(0)};
            case "environ_sizes_get" -> {
                memory.writeI32((int) a[0], 0);
                memory.writeI32((int) a[1], 0);
                yield DONE;
            }
            case "environ_get", "fd_close" -> DONE;
            case "tzset_js" -> NOTHING;
            case "syscall_openat",
                    "syscall_newfstatat",
                    "syscall_stat64",
                    "syscall_fstat64",
                    "syscall_faccessat" ->
                    NO_SUCH_FILE;
            default -> throw new GraphvizStopped(name, said());
        };
    }

    /// Text from a list of (address, length).
    private long[] write(Memory memory, int list, int count, int total) {
        int written = 0;
        for (int i = 0; i < count; i++) {
            int length = memory.readInt(list + 8 * i + 4);
            byte[] text = memory.readBytes(memory.readInt(list + 8 * i), length);
            said.append(new String(text, StandardCharsets.UTF_8));
            written += length;
        }
        memory.writeI32(total, written);
        return DONE;
    }

    /// By a fifth at least, so that it grows seldom.
    private static boolean grow(Memory memory, long bytes) {
        long missing = Math.ceilDiv(bytes, PAGE) - memory.pages();
        return memory.grow((int) Math.max(missing, memory.pages() / 5)) >= 0;
    }

    /// Graphviz gave up: it ran into an error of its own, or asked for what is not there.
    static final class GraphvizStopped extends RuntimeException {
        @java.io.Serial private static final long serialVersionUID = 1L;

        GraphvizStopped(String call, String said) {
            super((said.isEmpty() ? "" : said + " ") + "(" + call + ")");
        }
    }
}
