package chainrule.laws;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/// Random graphs for properties; a failure is shrunk to fewer operations.
final class RandomGraphs extends DomainContextBase {
    @Provide
    Arbitrary<RandomGraph> graphs() {
        return Combinators.combine(seeds(), Arbitraries.integers().between(1, 20))
                .as(RandomGraph::new);
    }

    @Provide
    Arbitrary<ExactGraph> exactGraphs() {
        return Combinators.combine(seeds(), Arbitraries.integers().between(1, 12))
                .as(ExactGraph::new);
    }

    private static Arbitrary<Long> seeds() {
        return Arbitraries.longs().withoutEdgeCases().dontShrink();
    }
}
