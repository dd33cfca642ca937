package chainrule.cli;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.Optional;

/// The systems of the course that are formulas, and some beyond it.
final class Examples {
    /// Four points in the plane, two of each class.
    private static final String POINTS =
            """
            X = [[2, 2.5], [1.5, 3], [−1, 0.5], [1, −1.5]]
            """;

    // spotless:off
    private static final ImmutableList<Example> ALL = ImmutableList.of(
            Example.of("perceptron", "ŷ = σ(Xw + b) and its log-loss over four points",
                    """
                    X : input [m×2]
                    y : input [m]
                    w : parameter [2]
                    b : parameter
                    z = X·w + b
                    ŷ = σ(z)
                    E = −(1/m) Σ(y ⊙ ln ŷ + (1 − y) ⊙ ln(1 − ŷ))
                    """,
                    POINTS + "y = [1, 1, 0, 0]; w = [0.3, −0.2]; b = 0.1"),
            Example.of("layers", "two layers as products of matrices: ∂E/∂W for each matrix",
                    """
                    x : input [1×2]
                    y : input [1×1]
                    W⁽¹⁾ : parameter [2×2]
                    b⁽¹⁾ : parameter [2]
                    W⁽²⁾ : parameter [2×1]
                    b⁽²⁾ : parameter [1]
                    h = x·W⁽¹⁾ + b⁽¹⁾
                    a = σ(h)
                    z = a·W⁽²⁾ + b⁽²⁾
                    ŷ = σ(z)
                    E = −Σ(y ⊙ ln ŷ + (1 − y) ⊙ ln(1 − ŷ))
                    """,
                    """
                    x = [[0.5, −1.5]]; y = [[1]]
                    W⁽¹⁾ = [[0.4, −0.3], [0.2, 0.5]]; b⁽¹⁾ = [−0.1, 0.3]
                    W⁽²⁾ = [[0.7], [−0.6]]; b⁽²⁾ = [0.2]
                    """),
            Example.of("two-layers", "two inputs, two hidden neurons, one output, weight by weight: ∂E/∂W₁₁⁽¹⁾",
                    """
                    x₁ : input
                    x₂ : input
                    y : input
                    W₁₁⁽¹⁾ : parameter
                    W₂₁⁽¹⁾ : parameter
                    W₃₁⁽¹⁾ : parameter
                    W₁₂⁽¹⁾ : parameter
                    W₂₂⁽¹⁾ : parameter
                    W₃₂⁽¹⁾ : parameter
                    W₁₁⁽²⁾ : parameter
                    W₂₁⁽²⁾ : parameter
                    W₃₁⁽²⁾ : parameter
                    h₁ = W₁₁⁽¹⁾ x₁ + W₂₁⁽¹⁾ x₂ + W₃₁⁽¹⁾
                    h₂ = W₁₂⁽¹⁾ x₁ + W₂₂⁽¹⁾ x₂ + W₃₂⁽¹⁾
                    h = W₁₁⁽²⁾ σ(h₁) + W₂₁⁽²⁾ σ(h₂) + W₃₁⁽²⁾
                    ŷ = σ(h)
                    E = −(y ln ŷ + (1 − y) ln(1 − ŷ))
                    """,
                    """
                    x₁ = 0.5, x₂ = −1.5, y = 1
                    W₁₁⁽¹⁾ = 0.4, W₂₁⁽¹⁾ = 0.2, W₃₁⁽¹⁾ = −0.1
                    W₁₂⁽¹⁾ = −0.3, W₂₂⁽¹⁾ = 0.5, W₃₂⁽¹⁾ = 0.3
                    W₁₁⁽²⁾ = 0.7, W₂₁⁽²⁾ = −0.6, W₃₁⁽²⁾ = 0.2
                    """).by("W₁₁⁽¹⁾", "W₁₁⁽²⁾"),
            Example.of("neuron", "one sigmoid neuron with the squared cost: δ = (a − y)a(1 − a)",
                    """
                    z = w₁ x₁ + w₂ x₂ + b
                    a = σ(z)
                    C = (y − a)² / 2
                    """,
                    "x₁ = 1.5, x₂ = −2, y = 1, w₁ = 0.4, w₂ = 0.5, b = −0.2").by("z", "w₁", "w₂", "b").rate(0.5),
            Example.of("neuron-points", "the same averaged over four points",
                    """
                    X : input [m×2]
                    y : input [m]
                    w : parameter [2]
                    b : parameter
                    z = X·w + b
                    a = σ(z)
                    C = mean((y − a)²) / 2
                    """,
                    POINTS + "y = [1, 1, 0, 0]; w = [0.1, −0.1]; b = 0").rate(0.5),
            Example.of("log-loss", "the log-loss of one point by hand: ∇E = −(y − ŷ)(x₁, x₂, 1)",
                    """
                    z = w₁ x₁ + w₂ x₂ + b
                    ŷ = σ(z)
                    E = −(y ln ŷ + (1 − y) ln(1 − ŷ))
                    """,
                    "x₁ = 1.5, x₂ = −2, y = 1, w₁ = 0.4, w₂ = 0.5, b = −0.2").by("w₁", "w₂", "b"),
            Example.of("descent", "a step of gradient descent: w′ = w − α ∂E/∂w, which is w + α(y − ŷ)x",
                    """
                    x : input [2]
                    y : input
                    w : parameter [2]
                    b : parameter
                    z = Σ(w ⊙ x) + b
                    ŷ = σ(z)
                    E = −(y ln ŷ + (1 − y) ln(1 − ŷ))
                    """,
                    "x = [1.5, −2], y = 1, w = [0.4, 0.5], b = −0.2").rate(0.1),
            Example.of("perceptron-algorithm", "its step, as descent from E = (ŷ − y)z with ŷ = step(z): only a wrong point moves w",
                    """
                    x : input [2]
                    y : input
                    w : parameter [2]
                    b : parameter
                    z = Σ(w ⊙ x) + b
                    ŷ = step(z)
                    E = (ŷ − y) z
                    """,
                    "x = [1.5, −2], y = 1, w = [0.4, 0.5], b = −0.2").rate(0.1),
            Example.of("softmax", "three classes: softmax and cross-entropy over two points, one-hot labels",
                    """
                    X : input [m×2]
                    k : input INDEX [m]
                    W : parameter [2×3]
                    b : parameter [3]
                    Y = one_hot(k, classes=3)
                    Z = X·W + b
                    P = softmax₁(Z)
                    E = −(1/m) Σ(Y ⊙ ln P)
                    """,
                    """
                    X = [[1, 2], [−1, 0.5]]; k = index([0, 2])
                    W = [[0.2, −0.1, 0.4], [0.3, 0.1, −0.2]]; b = [0, 0.1, −0.1]
                    """),
            Example.of("likelihood", "maximum likelihood: −ln of the product of what is given to the labels",
                    """
                    X : input [m×2]
                    y : input [m]
                    w : parameter [2]
                    b : parameter
                    ŷ = σ(X·w + b)
                    p = y ⊙ ŷ + (1 − y) ⊙ (1 − ŷ)
                    L = Π(p)
                    E = −ln L
                    """,
                    POINTS + "y = [1, 1, 0, 0]; w = [0.3, −0.2]; b = 0.1"),
            Example.of("xor", "XOR of three perceptrons, OR, NAND and AND, with soft steps",
                    """
                    or = σ(8 x₁ + 8 x₂ − 4)
                    nand = σ(12 − 8 x₁ − 8 x₂)
                    xor = σ(8 or + 8 nand − 12)
                    E = (xor − y)²
                    """,
                    "x₁ = 1, x₂ = 0, y = 1").by("x₁", "x₂"),
            Example.of("lstm", "beyond the course: a cell of an LSTM",
                    """
                    f = σ(w_f x + u_f h + b_f)
                    i = σ(w_i x + u_i h + b_i)
                    o = σ(w_o x + u_o h + b_o)
                    g = tanh(w_g x + u_g h + b_g)
                    c′ = f c + i g
                    h′ = o tanh(c′)
                    E = (h′ − y)²
                    """,
                    """
                    x = 0.5, h = 0.1, c = 0.3, y = 0.4
                    w_f = 0.4, u_f = −0.2, b_f = 1
                    w_i = 0.7, u_i = 0.3, b_i = 0
                    w_o = −0.5, u_o = 0.6, b_o = 0.2
                    w_g = 0.9, u_g = 0.1, b_g = −0.1
                    """).by("w_f", "w_g", "c"),
            Example.of("convolution", "beyond the course: an image, a kernel, a mean",
                    """
                    x : input [1×1×3×3]
                    k : parameter [1×1×2×2]
                    h = convolution(x, k, window={strides=[1], paddings=[0], dilations=[1]}, groups=1, role=OUTPUT, sizes=[])
                    a = relu(h)
                    E = mean(a)
                    """,
                    """
                    x = [[[[1, 2, 0], [0, 1, 3], [3, 1, 1]]]]
                    k = [[[[1, −1], [0.5, 0]]]]
                    """),
            Example.of("own-function", "beyond the course: a function of one's own, which stays one node",
                    """
                    mish(v) = v · tanh(softplus(v))
                    z = w x + b
                    a = mish(z)
                    E = (a − y)²
                    """,
                    "x = 0.5, y = 1, w = 2, b = 0.5").by("w", "b"));
    // spotless:on

    private Examples() {}

    static ImmutableList<Example> all() {
        return ALL;
    }

    static Optional<Example> find(String name) {
        return ALL.stream().filter(example -> example.name().equals(name)).findFirst();
    }

    /// The names, each with its line.
    static String list() {
        int width = ALL.stream().mapToInt(example -> example.name().length()).max().orElse(0);
        return ALL.stream()
                .map(example ->
                        "  %s  %s\n"
                                .formatted(
                                        Strings.padEnd(example.name(), width, ' '),
                                        example.about()))
                .collect(joining());
    }
}
