package chainrule.benchmarks.bench;

/// A program that does nothing: how long a JVM takes to start and end.
final class Nothing {
    private Nothing() {}

    public static void main(String[] arguments) {
        System.out.println(0);
    }
}
