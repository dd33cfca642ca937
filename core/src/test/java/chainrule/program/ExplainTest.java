package chainrule.program;

import static chainrule.graph.Functions.input;
import static chainrule.graph.Functions.logLoss;
import static chainrule.graph.Functions.parameter;
import static chainrule.graph.Functions.sigmoid;
import static chainrule.graph.Functions.softmax;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThat;

import chainrule.eval.Feed;
import chainrule.grad.Gradient;
import chainrule.graph.Node;
import chainrule.graph.Opaque;
import chainrule.kernel.Precision;
import chainrule.simplify.Simplify;
import chainrule.tensor.Shape;
import chainrule.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is said of a program: a node can be followed from the formula to its loop and buffer.
class ExplainTest {
    @Test
    void aStepOfAPerceptron() {
        Node x = input("x", BATCH, 2);
        Node y = input("y", BATCH, 1);
        Node w = parameter("W", 2, 1);
        Node b = parameter("b", 1);
        Node z = x.matmul(w).add(b).named("z");
        Node e = Simplify.of(logLoss(sigmoid(z).named("ŷ"), y).named("E"));
        List<Node> g = Gradient.of(e, List.of(w, b));
        Node next = w.sub(g.get(0).mul(0.1)).named("W′");
        Feed feed =
                Feed.of(x, Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}))
                        .and(y, Tensor.of(new double[][] {{1}, {0}, {1}}))
                        .and(w, Tensor.of(new double[][] {{0}, {0}}))
                        .and(b, Tensor.of(0.0));
        assertThat(Program.compile(List.of(e, next), Precision.FLOAT).explain(feed))
                .isEqualTo(
                        """
                        5 steps in single precision, 91 operations; 128 bytes in 13 buffers, 448 bytes of registers
                        products of matrices by Java
                        fed  #8 = y [3×1]
                        fed  #2 = x [3×2]
                        fed  #3 = W [2×1]
                        fed  #6 = b [1]
                        1. 12 operations
                           #1 = x·W
                              #1 = [3×2]·[2×1] of #2 and #3
                        2. 60 operations
                           #4 = Σ(y ⊙ (maximum(−(#1 + b), 0) + log1p(exp(−|#1 + b|))) + (1 − y) ⊙ (maximum(#1 + b, 0) + log1p(exp(−|#1 + b|))))
                           #5 = where(#1 + b < 0, exp(−|#1 + b|), 1) / (exp(−|#1 + b|) + 1) − y
                              3×1 in blocks of 3 rows
                              first  r0 = spread[#6]
                              each   ┌ r16 = add[#1, r0]  that is z
                              each   │ r32 = abs[r16]
                              each   │ r32 = neg[r32]
                              each   └ r32 = exp[r32]
                              each   r48 = log1p[r32]
                              each   ┌ r64 = neg[r16]
                              each   │ r64 = maximum[r64, 0]
                              each   │ r64 = add[r64, r48]
                              each   │ r64 = mul[#8, r64]
                              each   │ r80 = sub[1, #8]
                              each   │ r96 = maximum[r16, 0]
                              each   │ r48 = add[r96, r48]
                              each   │ r48 = mul[r80, r48]
                              each   └ r48 = add[r64, r48]
                              each   #4 = sum of all[r48]
                              each   ┌ r16 = less[r16, 0]
                              each   │ r16 = where[r16, r32, 1]
                              each   │ r32 = add[r32, 1]
                              each   │ r32 = div[r16, r32]
                              each   └ #5 = sub[r32, #8]
                        3. 1 operation
                           #10 = E = #4 / batch
                              1×1 in blocks of 1 rows
                              each   #10 = div[#4, 3]  that is E
                        4. 12 operations
                           #1 = xᵀ·#5
                              #1 = [2×3]·[3×1] of #2ᵀ and #5
                        5. 6 operations
                           #12 = W′ = W − 0.1 · #1 / batch
                              2×1 in blocks of 2 rows
                              each   ┌ r0 = mul[0.1, #1]
                              each   │ r0 = div[r0, 3]
                              each   └ #12 = sub[#3, r0]  that is W′
                        out  #10 = E []
                        out  #12 = W′ [2×1]
                        """);
    }

    @Test
    void whatIsPlainAllocatesAndSaysSo() {
        Node x = input("x", 2, 3);
        Opaque twice = Opaque.of("twice", v -> 2 * v, _ -> 2);
        Program program =
                Program.compile(
                        List.of(twice.apply(softmax(x, 1).named("p")).t()), Precision.DOUBLE);
        assertThat(program.explain(Feed.of(x, Tensor.full(Shape.of(2, 3), 1))))
                .isEqualTo(
                        """
                        3 steps in double precision, 42 operations; 224 bytes in 6 buffers, 512 bytes of registers
                        fed  #2 = x [2×3]
                        1. 36 operations
                           #1 = p = exp(x − where(|max₁(x)| = ∞, 0, max₁(x))) / Σ₁(exp(x − where(|max₁(x)| = ∞, 0, max₁(x))))
                              2×3 in blocks of 2 rows
                              each   r0 = max of rows[#2]
                              each   ┌ r16 = abs[r0]
                              each   │ r16 = equal[r16, Infinity]
                              each   └ r0 = where[r16, 0, r0]
                              each   r32 = repeat[r0]
                              each   ┌ r32 = sub[#2, r32]
                              each   └ r32 = exp[r32]
                              each   r0 = sum of rows[r32]
                              each   r48 = repeat[r0]
                              each   #1 = div[r32, r48]  that is p
                        2. 6 operations
                           #5 = twice(#1)
                              twice by its plain definition, which allocates
                        3. 0 operations
                              #6 = entries of #5
                        out  #6 = twice(exp(x − where(|max₁(x)| = ∞, 0, max₁(x))) / Σ₁(exp(x − where(|max₁(x)| = ∞, 0, max₁(x)))))ᵀ [3×2]
                        """);
    }
}
