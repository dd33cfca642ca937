package chainrule.errors;

import static chainrule.graph.Functions.*;
import static chainrule.tensor.Dim.BATCH;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.eval.EvaluationException;
import chainrule.eval.Feed;
import chainrule.eval.Interpreter;
import chainrule.graph.ArgMax;
import chainrule.graph.ArgMin;
import chainrule.graph.Axes;
import chainrule.graph.Concat;
import chainrule.graph.Convolution;
import chainrule.graph.CumSum;
import chainrule.graph.Flip;
import chainrule.graph.Gather;
import chainrule.graph.GraphException;
import chainrule.graph.Node;
import chainrule.graph.Operation;
import chainrule.graph.ProductOfOthers;
import chainrule.graph.Slice;
import chainrule.graph.Window;
import chainrule.graph.Within;
import chainrule.tensor.Dim;
import chainrule.tensor.Kind;
import chainrule.tensor.Shape;
import chainrule.tensor.ShapeException;
import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What is said, in full, where entries cannot be moved, chosen or multiplied as asked.
class MovementErrorsTest {
    private final Node a = input("a", 2, 3);
    private final Node x = input("x", BATCH, 3);
    private final Node i = input("i", Kind.INDEX, Shape.of(4));

    private static void refused(ThrowingCallable formula, String message) {
        assertThatThrownBy(formula).isExactlyInstanceOf(ShapeException.class).hasMessage(message);
    }

    private static void unread(ThrowingCallable formula, String message) {
        assertThatThrownBy(formula).isExactlyInstanceOf(GraphException.class).hasMessage(message);
    }

    @Test
    void aSliceOutsideItsAxis() {
        refused(
                () -> slice(a, 1, 1, 5),
                "slice: 1 to 5 is outside axis 1, which has 3 entries\n  [2×3]  a");
        refused(
                () -> slice(a, -1, 2, 1),
                "slice: 2 to 1 is outside axis 1, which has 3 entries\n  [2×3]  a");
        refused(
                () -> slice(a, 0, -5, 2),
                "slice: −3 to 2 is outside axis 0, which has 2 entries\n  [2×3]  a");
        refused(
                () -> slice(a, 1, 0, 3, -1),
                "slice: the step must be 1 or more, and is −1\n  [2×3]  a\nflip(x, axis) turns an axis round");
        refused(
                () -> slice(x, 0, 0, 2),
                "slice: axis 0 has the open size batch, and must have a known one\n  [batch×3]  x");
        refused(
                () -> slice(a, 2, 0, 1),
                "slice: axis 2 of [2×3]: its axes are 0 to 1, or −2 to −1\n  [2×3]  a");
        refused(
                () -> select(a, 1, 3),
                "slice: 3 to 4 is outside axis 1, which has 3 entries\n  [2×3]  a");
    }

    @Test
    void partsThatDoNotMakeUpTheWhole() {
        refused(
                () -> split(a, 1, 1, 1),
                "split: parts of [1, 1] do not make up axis 1, which has 3 entries\n  [2×3]  a");
        refused(
                () -> concat(0, a, input("b", 2, 4)),
                """
                concat: operands must be of one kind, and of one shape but for axis 0
                  [2×3]  a
                  [2×4]  b\
                """);
        refused(
                () -> concat(0, x, x),
                "concat: axis 0 has the open size batch, and must have a known one\n  [batch×3]  x");
        refused(
                () -> stack(0, a, x),
                """
                stack: operands must have the same kind and shape
                  [2×3]      a
                  [batch×3]  x\
                """);
        refused(
                () -> pad(a, 0, -1, 0),
                """
                pad: −1 before, 0 after and 0 between: none may be negative
                  [2×3]  a
                  []     0
                slice(x, axis, start, stop) leaves entries out\
                """);
    }

    @Test
    void shapesThatCannotBeHad() {
        refused(
                () -> flatten(input("z", Shape.of(List.of(BATCH, Dim.named("time"))))),
                """
                flatten: two open sizes have no product: batch and time
                  [batch×time]  z
                flatten(x, axis) from a later axis on\
                """);
        refused(() -> squeeze(a, 0), "squeeze: axis 0 has the size 2, and must have 1\n  [2×3]  a");
        refused(
                () -> unsqueeze(a, 4),
                "unsqueeze: a new axis can be from 0 to 2, or −3 to −1\n  [2×3]  a");
        refused(
                () -> expand(a, 4, -1),
                "broadcast_to: the operand cannot be stretched to [4×3]\n  [2×3]  a");
        refused(() -> repeat(a, 0, -1), "repeat: there cannot be −1 copies\n  [2×3]  a");
        refused(
                () -> det(a),
                "det: the last two axes must be square, and of a known size\n  [2×3]  a");
        refused(
                () -> diag(a),
                "diagonal: the last two axes must be square, and of a known size\n  [2×3]  a");
        refused(
                () -> dot(a, a),
                """
                dot: operands must be vectors
                  [2×3]  a
                  [2×3]  a
                for matrices there are matmul and einsum\
                """);
    }

    @Test
    void aMaximumOfABatchWithoutPointsHasNoIndex() {
        assertThatThrownBy(() ->
                        Interpreter.evaluate(argmax(x, 0), Feed.of(x, Tensor.of(Shape.of(0, 3)))))
                .isExactlyInstanceOf(EvaluationException.class)
                .hasMessageStartingWith(
                        "argmax in argmax₀(x): there are no entries to choose from\n  x = [0×3]");
        refused(
                () -> argmin(input("none", 0, 2), 0),
                "in the definition of argmin, argmax: there are no entries to choose from\n  [0×2]  −none");
        refused(() -> new Gather(0).apply(), "gather: takes 2 operands, and 0 were given\n");
    }

    @Test
    void operandsThatAreNotAlike() {
        refused(
                () -> new ProductOfOthers(Axes.over(0)).apply(a, input("v", 3)),
                """
                product_of_others: operands must have the same shape
                  [2×3]  a
                  [3]    v\
                """);
        refused(
                () -> new ProductOfOthers(Axes.over(0)).apply(i),
                "product_of_others: operand 0 must be of kind REAL\n  INDEX [4]  i");
        refused(
                () -> new ProductOfOthers(Axes.over(2)).apply(a),
                "product_of_others: axis 2 of [2×3]: its axes are 0 to 1, or −2 to −1\n  [2×3]  a");
        refused(
                () -> new ProductOfOthers(Axes.over(0)).apply(),
                "product_of_others: takes at least one operand, and none was given\n");
    }

    @Test
    void indicesThatAreNone() {
        refused(
                () -> gather(a, a, 0),
                "gather: operand 1 must be of kind INDEX\n  [2×3]  a\n  [2×3]  a");
        refused(
                () -> takeAlong(a, i, 1),
                """
                take_along: operands must have the same sizes but along axis 1
                  [2×3]      a
                  INDEX [4]  i\
                """);
        refused(
                () -> scatterAdd(a, i, a, 0),
                """
                scatter_add: what is added must have the axes of the indices from axis 0 on
                  [2×3]      a
                  INDEX [4]  i\
                """);
        refused(() -> oneHot(a, 3), "one_hot: operand 0 must be of kind INDEX\n  [2×3]  a");
        refused(
                () -> crossEntropy(a, i),
                """
                class_cross_entropy: the target must be indices in the shape of the prediction without its last axis
                  [2×3]      a
                  INDEX [4]  i
                otherwise classes and points do not belong together; reshape one of them\
                """);
        refused(
                () -> softmaxCrossEntropy(a, input("y", 2)),
                """
                softmax_cross_entropy: prediction and target must have the same shape
                  [2×3]  a
                  [2]    y
                for classes feed indices: input(name, Kind.INDEX, shape)\
                """);
    }

    @Test
    void subscriptsThatDoNotParse() {
        unread(
                () -> einsum("ij;jk->ik", a, a),
                "einsum: expected a letter for an axis\n  ij;jk->ik\n    ^");
        unread(() -> einsum("i1->i", a), "einsum: expected a letter for an axis\n  i1->i\n   ^");
        unread(
                () -> einsum("ij->ik", a),
                "einsum: expected a letter that an operand has\n  ij->ik\n       ^");
        unread(
                () -> einsum("ij->i->j", a),
                "einsum: expected a letter for an axis\n  ij->i->j\n       ^");
        refused(
                () -> einsum("ij,jk->ik", a),
                "einsum: 'ij,jk->ik' has subscripts for 2 operands, and 1 were given\n  [2×3]  a");
        refused(
                () -> einsum("ij,jk->ik", a, a),
                """
                einsum: axis 'j' is 3 in one place and 2 in another of 'ij,jk->ik'
                  [2×3]  a
                  [2×3]  a\
                """);
        refused(
                () -> einsum("ijk->i", a),
                "einsum: 'ijk' names 3 axes of operand 0, which has 2\n  [2×3]  a");
    }

    @Test
    void convolutionsThatDoNotFit() {
        Node image = input("image", BATCH, 2, 5, 5);
        refused(
                () -> conv1d(image, input("w", 1, 2, 3)),
                """
                conv1d: the input has 4 axes, and must have 3: points, channels and length
                  [batch×2×5×5]  image
                  [1×2×3]        w\
                """);
        refused(
                () -> conv2d(image, input("w", 4, 3, 3, 3)),
                """
                convolution: an input with 2 channels in 1 groups needs a kernel with 2 channels, and a multiple of 1 outputs
                  [batch×2×5×5]  image
                  [4×3×3×3]      w\
                """);
        refused(
                () -> conv2d(image, input("w", 3, 1, 3, 3), Window.PLAIN, 2),
                """
                convolution: an input with 2 channels in 2 groups needs a kernel with 1 channels, and a multiple of 2 outputs
                  [batch×2×5×5]  image
                  [3×1×3×3]      w\
                """);
        refused(
                () -> conv2d(image, input("w", 1, 2, 6, 3)),
                """
                convolution: the kernel is longer than the padded input along axis 2
                  [batch×2×5×5]  image
                  [1×2×6×3]      w\
                """);
        Node wide = input("wide", Shape.of(List.of(Dim.of(1), Dim.of(2), BATCH)));
        refused(
                () -> conv1d(wide, input("w", 1, 2, 3)),
                """
                convolution: only the number of points may be open
                  [1×2×batch]  wide
                  [1×2×3]      w\
                """);
    }

    /// The transposes are records, too, and can be given what does not belong together.
    @Test
    void transposesOfConvolutionsThatDoNotFit() {
        Node w = input("w", 1, 1, 2);
        Node y = input("y", BATCH, 1, 3);
        Node signal = input("signal", BATCH, 1, 4);
        Convolution toInput =
                new Convolution(Window.PLAIN, 1, Convolution.Role.INPUT, ImmutableList.of(5));
        refused(
                () -> toInput.apply(w, y),
                """
                convolution: [batch×1×5] with [1×1×2] does not give [batch×1×3]
                  [1×1×2]      w
                  [batch×1×3]  y\
                """);
        Convolution toKernel =
                new Convolution(Window.PLAIN, 1, Convolution.Role.KERNEL, ImmutableList.of(3));
        refused(
                () -> toKernel.apply(signal, y),
                """
                convolution: [batch×1×4] with [1×1×3] does not give [batch×1×3]
                  [batch×1×4]  signal
                  [batch×1×3]  y\
                """);
        Convolution flat =
                new Convolution(Window.PLAIN, 1, Convolution.Role.KERNEL, ImmutableList.of(2, 1));
        refused(
                () -> flat.apply(signal, y),
                """
                convolution: [2, 1] must have one size for each moved axis
                  [batch×1×4]  signal
                  [batch×1×3]  y\
                """);
        refused(
                () -> conv1d(signal, w, Window.stride(1, 1), 1),
                """
                convolution: an input is [points×channels×…], a kernel [outputs×channels/groups×…], with the same axes after these, and the window has one number for each of them or one for all
                  [batch×1×4]  signal
                  [1×1×2]      w\
                """);
        refused(
                () -> maxPool(signal, Window.stride(1).pad(0, 0), 2),
                """
                max_pool: the operand is [points×channels×…], and the window [2] has one size for each axis after these
                  [batch×1×4]  signal\
                """);
        refused(
                () -> maxPool(signal, Window.stride(1).dilate(1, 1), 2),
                """
                max_pool: the operand is [points×channels×…], and the window [2] has one size for each axis after these
                  [batch×1×4]  signal\
                """);
    }

    @Test
    void windowsThatDoNotFit() {
        Node signal = input("signal", 1, 1, 4);
        refused(
                () -> maxPool(signal, 5),
                """
                max_pool: a window of 5 with padding 0 does not fit axis 2: it must not be longer than the padded axis, nor lie in the padding alone
                  [1×1×4]  signal\
                """);
        refused(
                () -> averagePool(signal, Window.stride(1).pad(2), 2),
                """
                average_pool: a window of 2 with padding 2 does not fit axis 2: it must not be longer than the padded axis, nor lie in the padding alone
                  [1×1×4]  signal\
                """);
        refused(
                () -> maxPool(signal, 2, 2),
                """
                max_pool: the operand is [points×channels×…], and the window [2, 2] has one size for each axis after these
                  [1×1×4]  signal\
                """);
        unread(
                () -> Window.stride(0),
                "strides of a window are 1 or more, one for all axes or one for each, and are [0]");
        unread(
                () -> Window.stride(1).pad(-1),
                "paddings of a window are 0 or more, one for all axes or one for each, and are [-1]");
        unread(
                () -> Window.stride(1).dilate(),
                "dilations of a window are 1 or more, one for all axes or one for each, and are []");
    }

    @Test
    void axesOfRecordsAreGivenFromZero() {
        for (Operation operation :
                List.of(
                        new ArgMax(-1),
                        new ArgMin(-1),
                        new Flip(-1),
                        new CumSum(-1, false),
                        new Slice(-1, 0, 1, 1))) {
            refused(
                    () -> operation.apply(a),
                    operation.label() + ": axis −1 must be given from 0\n  [2×3]  a");
        }
        refused(() -> new Concat(-1).apply(a), "concat: axis −1 must be given from 0\n  [2×3]  a");
        refused(
                () -> new Gather(-1).apply(a, i),
                "gather: axis −1 must be given from 0\n  [2×3]      a\n  INDEX [4]  i");
        refused(
                () -> diag(input("s")),
                "diagonal_matrix: axis 0 of a scalar: a scalar has no axes\n  []  s");
    }

    @Test
    void sizesThatAnArrayCannotHold() {
        int most = Integer.MAX_VALUE;
        Node v = input("v", 3);
        refused(
                () -> pad(v, 0, 0, most),
                "pad: 2147483650 entries along an axis are more than an array can hold (2³¹ − 1)\n  [3]  v\n  []   0");
        refused(
                () -> tile(v, 0, most),
                "tile: 6442450941 entries along an axis are more than an array can hold (2³¹ − 1)\n  [3]  v");
        refused(
                () -> flatten(input("wide", 100_000, 100_000)),
                "flatten: 10000000000 entries along an axis are more than an array can hold (2³¹ − 1)\n  [100000×100000]  wide");
        Node wide = input("wide", most);
        refused(
                () -> concat(0, wide, wide),
                "concat: 4294967294 entries along an axis are more than an array can hold (2³¹ − 1)\n  [2147483647]  wide\n  [2147483647]  wide");
    }

    @Test
    void whatIsMadeOfNothing() {
        refused(() -> concat(0), "concat: takes at least one operand, and none was given\n");
        refused(() -> stack(0), "concat: takes at least one operand, and none was given\n");
        refused(
                () -> maxPool(input("signal", 1, 1, 4)),
                "max_pool: sizes of a window are 1 or more, one for each axis after points and channels\n  [1×1×4]  signal");
        refused(
                () -> averagePool(input("signal", 1, 1, 4), 0),
                "average_pool: sizes of a window are 1 or more, one for each axis after points and channels\n  [1×1×4]  signal");
        refused(
                () -> conv1d(input("signal", 1, 1, 3), input("w", 1, 1, 0)),
                """
                convolution: the kernel is longer than the padded input along axis 2
                  [1×1×3]  signal
                  [1×1×0]  w\
                """);
        refused(
                () ->
                        conv1d(
                                input("signal", 1, 1, 3),
                                input("w", 1, 1, 5),
                                Window.PLAIN.dilate(1 << 30),
                                1),
                """
                convolution: the kernel is longer than the padded input along axis 2
                  [1×1×3]  signal
                  [1×1×5]  w\
                """);
        refused(
                () -> maxPool(input("signal", 1, 1, 3), Window.stride(1).pad(1).dilate(4), 2),
                """
                max_pool: a window of 2 with padding 1 does not fit axis 2: it must not be longer than the padded axis, nor lie in the padding alone
                  [1×1×3]  signal\
                """);
    }

    @Test
    void shapesThatAreLeftOpen() {
        refused(
                () -> reshape(a, 4, -1),
                "reshape: sizes of [4, −1] leave none for −1\n  [2×3]  a\none size may be −1, and the others must divide the number of entries");
        refused(
                () -> reshape(a, -1, -1),
                "reshape: sizes of [−1, −1] leave none for −1\n  [2×3]  a\none size may be −1, and the others must divide the number of entries");
        refused(
                () -> expand(a, -1, 2, 3),
                "expand: −1 keeps the size of an axis, and there is none at place 0\n  [2×3]  a");
        refused(
                () -> select(x, 0, -1),
                "slice: axis 0 has the open size batch, and must have a known one\n  [batch×3]  x");
        refused(
                () -> sumTo(a, Shape.of(3, 2)),
                "sum_to: [3×2] is not stretched to the shape of the operand\n  [2×3]  a");
        refused(
                () -> scatterAdd(input("row", 1, 3), i, input("added", 2, 4), 1),
                """
                scatter_add: what is added must have the other axes of the first operand
                  [1×3]      row
                  INDEX [4]  i
                  [2×4]      added\
                """);
    }

    @Test
    void settingsOutsideTheirRanges() {
        refused(
                () -> variance(a, Axes.over(1), 3),
                "variance: there are 3 entries, and with correction 3 there must be more than that\n  [2×3]  a");
        refused(
                () ->
                        conv1d(
                                input("x", 1, 1, 3),
                                input("w", 1, 1, 2),
                                Window.stride(1).pad(1 << 30),
                                1),
                """
                convolution: 2147483650 entries along an axis are more than an array can hold (2³¹ − 1)
                  [1×1×3]  x
                  [1×1×2]  w\
                """);
        unread(() -> layerNorm(a, -1, 0), "layer_norm: ε is 0 or more, and is −1");
        unread(
                () -> variance(a, Axes.over(0), -1),
                "variance: the correction is 0 or more, and is −1");
        unread(() -> leakyRelu(a, Double.NaN), "leaky_relu: the slope is NaN");
        unread(() -> elu(a, Double.NaN), "elu: α is NaN");
        unread(() -> new Within(2, 1, "a share"), "within: the range from 2 to 1 is empty");
        unread(
                () -> Convolution.of(Window.PLAIN, 0),
                "convolution: groups are 1 or more, and sizes are given for an input or a kernel, and for no output; these are 0 and [] for OUTPUT");
    }

    @Test
    void rangesThatAreEmpty() {
        unread(() -> clamp(a, 1, 0), "clamp: the range from 1 to 0 is empty");
        unread(() -> clamp(a, Double.NaN, 0), "clamp: the range from NaN to 0 is empty");
    }
}
