package chainrule.benchmarks.bench;

import static java.util.stream.Collectors.joining;

import chainrule.benchmarks.bench.Workload.Who;
import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows as text: medians, in brackets the 10th percentiles, and how many times as long the peer
/// takes as ours, and ours as the program by hand.
final class Table {
    private static final List<String> HEAD =
            List.of("workload", "threads", "ours", "peer", "by hand", "peer/ours", "ours/hand");

    private Table() {}

    /// In columns, for a terminal.
    static String text(List<Measured> rows) {
        List<List<String>> all = cells(rows);
        int[] widths =
                IntStream.range(0, HEAD.size())
                        .map(c -> all.stream().mapToInt(row -> row.get(c).length()).max().orElse(0))
                        .toArray();
        return all.stream()
                .map(row ->
                        IntStream.range(0, widths.length)
                                .mapToObj(c -> Strings.padEnd(row.get(c), widths[c], ' '))
                                .collect(joining("  "))
                                .stripTrailing())
                .collect(joining("\n", "", "\n"));
    }

    /// One row while others are measured.
    static String line(Measured row) {
        return row.samples().entrySet().stream()
                .map(e -> e.getKey().title + " " + Numbers.time(e.getValue().median()))
                .collect(
                        joining(", ", "%s, threads %d: ".formatted(row.name(), row.threads()), ""));
    }

    /// In Markdown.
    static String markdown(List<Measured> rows) {
        List<List<String>> all = new ArrayList<>(cells(rows));
        all.add(1, HEAD.stream().map(_ -> "---").toList());
        return all.stream().map(row -> "| " + String.join(" | ", row) + " |\n").collect(joining());
    }

    private static List<List<String>> cells(List<Measured> rows) {
        List<List<String>> all = new ArrayList<>(List.of(HEAD));
        for (Measured row : rows) {
            all.add(
                    List.of(
                            row.name() + ": " + row.title(),
                            Integer.toString(row.threads()),
                            cell(row, Who.OURS),
                            cell(row, Who.PEER),
                            cell(row, Who.HAND),
                            ratio(row.ratio(Who.PEER, Who.OURS)),
                            ratio(row.ratio(Who.OURS, Who.HAND))));
        }
        return all;
    }

    private static String cell(Measured row, Who who) {
        return row.of(who)
                .map(s ->
                        "%s (%s)%s"
                                .formatted(
                                        Numbers.time(s.median()),
                                        Numbers.time(s.tenth()),
                                        rate(row, s)))
                .orElse("–");
    }

    private static String rate(Measured row, Samples samples) {
        return row.operations() == 0
                ? ""
                : ", " + Numbers.digits(row.operations() / samples.median() * 1e-9) + " GFLOP/s";
    }

    private static String ratio(Optional<Double> ratio) {
        return ratio.map(r -> Numbers.digits(r) + "×").orElse("–");
    }
}
