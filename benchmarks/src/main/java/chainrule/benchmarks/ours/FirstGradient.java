package chainrule.benchmarks.ours;

import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Training;

/// A program that takes one step of logistic regression and prints the error before it.
public final class FirstGradient {
    private FirstGradient() {}

    /// Takes the step.
    public static void main(String[] arguments) {
        try (Contestant step = new Compiled(TrainingGraph.of(Training.W2))) {
            step.run();
            System.out.println(step.results().get(0)[0]);
        }
    }
}
