package chainrule.nn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import chainrule.tensor.Tensor;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LabelsTest {
    private static void assertRefused(ThrowingCallable fitting, String message) {
        assertThatExceptionOfType(DataException.class).isThrownBy(fitting).withMessage(message);
    }

    @Test
    void thePositiveClassIsOne() {
        assertThat(Labels.binary(List.of("b", "m", "b"), "m"))
                .isEqualTo(Tensor.of(new double[][] {{0}, {1}, {0}}));
    }

    @Test
    void twoClassesAreNeitherOneNorThree() {
        assertRefused(
                () -> Labels.binary(List.of("benign", "benign"), "benign"),
                "one class only: every row is 'benign'; a target needs two classes or more to tell apart");
        assertRefused(
                () -> Labels.binary(List.of("b", "m", "B"), "m"),
                "a two-class target has 2 classes, and the labels have 3: 'B', 'b', 'm'; use OneHot for several");
        assertRefused(
                () -> Labels.binary(List.of(), "m"),
                "there are no labels; at least one of each class is needed");
    }

    @Test
    void thePositiveClassOccurs() {
        assertRefused(
                () -> Labels.binary(List.of("b", "m"), "M"),
                "no label is 'M'; the labels are 'b', 'm'");
    }

    @Test
    void classesBecomeVectorsInAlphabeticalOrder() {
        OneHot species = OneHot.fit(List.of("setosa", "virginica", "setosa", "versicolor"));
        assertThat(species.classes()).containsExactly("setosa", "versicolor", "virginica");
        assertThat(species.apply(List.of("virginica", "setosa")))
                .isEqualTo(Tensor.of(new double[][] {{0, 0, 1}, {1, 0, 0}}));
    }

    @Test
    void aClassThatWasNotFittedIsRefused() {
        OneHot ab = new OneHot(ImmutableList.of("b", "a"));
        assertThat(ab.apply(List.of("b"))).isEqualTo(Tensor.of(new double[][] {{1, 0}}));
        assertRefused(
                () -> ab.apply(List.of("a", "c")),
                "label 2 of 2 is 'c', which is none of the classes fitted: 'b', 'a'");
    }

    @Test
    void oneHotTellsSomethingApart() {
        assertRefused(
                () -> OneHot.fit(List.of("a", "a")),
                "one class only: every row is 'a'; a target needs two classes or more to tell apart");
        assertRefused(
                () -> new OneHot(ImmutableList.of("a", "b", "a")),
                "a class comes twice in 'a', 'b', 'a'");
    }

    @Test
    void longListsAreCutShort() {
        List<String> many = IntStream.range(10, 35).mapToObj(i -> "" + i).toList();
        assertThat(Wording.list(many)).startsWith("'10', '11'").endsWith("'29' and 5 more");
    }
}
