package chainrule.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1, −1",
        "100, 100",
        "0.1, 0.1",
        "-0.5, −0.5",
        "0.0001, 0.0001",
        "0.00001, 1e-5",
        "1e-7, 1e-7",
        "1e-300, 1e-300",
        "1234567890, 1234567890",
        "12345678901, 1.2345678901e10",
        "-2.5e300, −2.5e300",
        "4.9e-324, 4.9e-324",
        "0.30000000000000004, 0.30000000000000004",
        "Infinity, ∞",
        "-Infinity, −∞",
        "NaN, NaN"
    })
    void aNumberIsWrittenShortAndExactly(double number, String text) {
        assertThat(Numbers.text(number)).isEqualTo(text.replace("e-", "e−"));
    }

    @ParameterizedTest
    @CsvSource({
        "3.14159, 3, 3.14",
        "0.99999, 3, 1",
        "99999, 2, 100000",
        "0.000012345, 2, 1.2e−5",
        "2.5, 1, 2",
        "-1234.5, 3, −1230",
        "0, 3, 0",
        "1e12, 3, 1e12",
        "Infinity, 2, ∞",
        "NaN, 2, NaN"
    })
    void aNumberIsRoundedToSignificantDigits(double number, int digits, String text) {
        assertThat(Numbers.text(number, digits)).isEqualTo(text);
    }

    @Property
    void theTextGivesBackTheNumber(@ForAll double number) {
        double back = Double.parseDouble(Numbers.text(number).replace('−', '-'));
        assertThat(back).isEqualTo(number == 0 ? 0.0 : number);
    }

    @Property
    void aTextIsShort(@ForAll double number) {
        assertThat(Numbers.text(number)).hasSizeLessThanOrEqualTo(25);
    }
}
