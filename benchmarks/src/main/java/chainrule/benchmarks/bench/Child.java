package chainrule.benchmarks.bench;

import chainrule.benchmarks.bench.Workload.Who;
import chainrule.benchmarks.workload.Contestant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// A process that measures one workload and prints each sample as a line `sample OURS 1.25E-6`.
/// Each has its own, since the peer's number of threads is one for a process, and so that no loop
/// is compiled for what another workload did with it.
final class Child {
    private Child() {}

    /// The arguments of a process, read back by [#main].
    static String[] arguments(String workload, boolean peer, Effort effort) {
        return new String[] {
            workload,
            Boolean.toString(peer),
            Integer.toString(effort.rounds()),
            Double.toString(effort.sample()),
            Double.toString(effort.warm()),
            Double.toString(effort.budget())
        };
    }

    public static void main(String[] arguments) {
        Workload workload =
                Workload.ALL.stream()
                        .filter(w -> w.name().equals(arguments[0]))
                        .findFirst()
                        .orElseThrow();
        boolean peer = Boolean.parseBoolean(arguments[1]);
        Effort effort =
                new Effort(
                        Integer.parseInt(arguments[2]),
                        Double.parseDouble(arguments[3]),
                        Double.parseDouble(arguments[4]),
                        Double.parseDouble(arguments[5]));
        Map<Who, Contestant> contestants = new EnumMap<>(Who.class);
        workload.contestants()
                .forEach((who, made) -> {
                    if (peer || who != Who.PEER) {
                        contestants.put(who, made.get());
                    }
                });
        Map<String, Contestant> byName = new LinkedHashMap<>();
        contestants.forEach((who, contestant) -> byName.put(who.title, contestant));
        Agreement.check(workload.name(), byName);
        new Race<>(contestants, effort)
                .run()
                .forEach((who, samples) ->
                        samples.sorted()
                                .forEach(s -> System.out.println("sample " + who + " " + s)));
        contestants.values().forEach(Contestant::close);
    }
}
