package chainrule.benchmarks.bench;

import chainrule.benchmarks.bench.Workload.Who;
import chainrule.benchmarks.ours.Pictures;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long pictures take, by the embedded engine: from the start of a process to the first, and
/// later ones. Nobody else draws the same.
final class Drawn {
    private static final ImmutableMap<String, Integer> NODES =
            ImmutableMap.of("P20", 20, "P200", 200, "P2000", 2000);

    private static final int LATER = 5;

    private Drawn() {}

    static ImmutableList<String> names() {
        return NODES.keySet().asList();
    }

    /// Rows for a number of nodes: the first SVG, later SVGs, and PNGs, unless these are refused.
    /// No rows if nothing can be drawn here; the process has said why.
    static List<Measured> measure(String name, int rounds) {
        int nodes = NODES.getOrDefault(name, 0);
        List<Double> first = new ArrayList<>();
        List<Double> svg = new ArrayList<>();
        List<Double> png = new ArrayList<>();
        List<String> options = new ArrayList<>(Jvm.ownOptions());
        options.add("--enable-native-access=ALL-UNNAMED");
        options.add("-Djava.awt.headless=true");
        for (int round = 0; round < Math.clamp(4000 / nodes, 2, rounds); round++) {
            long start = System.nanoTime();
            Jvm process =
                    Jvm.start(
                            name,
                            options,
                            Jvm.CLASS_PATH,
                            Pictures.class,
                            Integer.toString(nodes),
                            Integer.toString(LATER));
            if (!process.line().equals("first")) {
                process.end();
                return List.of();
            }
            first.add((System.nanoTime() - start) * 1e-9);
            for (String line : process.end()) {
                if (line.startsWith("svg ")) {
                    svg.add(Double.parseDouble(line.substring(4)));
                } else if (line.startsWith("png ")) {
                    png.add(Double.parseDouble(line.substring(4)));
                }
            }
        }
        List<Measured> rows = new ArrayList<>();
        String what = String.format(Locale.ROOT, "picture of %,d nodes", nodes);
        rows.add(row(name, what + ", process started to first SVG", first));
        rows.add(row(name + "b", what + ", a later SVG", svg));
        if (!png.isEmpty()) {
            rows.add(row(name + "c", what + ", a later PNG", png));
        }
        return rows;
    }

    private static Measured row(String name, String title, List<Double> seconds) {
        return new Measured(name, title, 0, 1, ImmutableMap.of(Who.OURS, Samples.of(seconds)));
    }
}
