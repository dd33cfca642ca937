package chainrule.benchmarks.djl;

import chainrule.benchmarks.workload.Chain;
import chainrule.benchmarks.workload.Contestant;
import chainrule.benchmarks.workload.Fused;
import chainrule.benchmarks.workload.Square;
import chainrule.benchmarks.workload.Training;
import java.util.Optional;

/// Where the peer's programs come from.
public final class Peer {
    private static final String NATIVES = "native/lib/pytorch.properties";

    private Peer() {}

    /// Why there is no peer in this process, if there is none.
    public static Optional<String> missing() {
        return Peer.class.getClassLoader().getResource(NATIVES) != null
                ? Optional.empty()
                : Optional.of(
                        "the peer is left out: the native libraries of PyTorch are not there; ./chainrule bench fetches them by Maven (111 MB, for Linux on x86-64)");
    }

    /// A step of training.
    public static Contestant training(Training training) {
        return new DjlTraining(training);
    }

    /// The expression of three scalars.
    public static Contestant scalars() {
        return new DjlScalars();
    }

    /// The mean of σ(xw + b)·ln(1 + exp x).
    public static Contestant fused(Fused fused) {
        return new DjlFused(fused);
    }

    /// The product of two matrices.
    public static Contestant product(Square square) {
        return new DjlProduct(square);
    }

    /// The chain of additions.
    public static Contestant chain(Chain chain) {
        return new DjlChain(chain);
    }
}
