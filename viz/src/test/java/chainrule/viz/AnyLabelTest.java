package chainrule.viz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.xml.sax.InputSource;

/// Whatever text a label holds, the embedded engine's SVG is XML, and the text is in it.
class AnyLabelTest {

    @Property(tries = 200)
    void anyTextGivesWellFormedXml(@ForAll String text) throws Exception {
        String quoted = text.replace("\\", "\\\\").replace("\"", "\\\"");
        parse(
                Render.embedded()
                        .svg(
                                "digraph { a [label=\"%s\", tooltip=\"%1$s\", id=\"%1$s\"]; \"%1$s\" }"
                                        .formatted(quoted)));
    }

    @Property(tries = 200)
    void standInsAreUndone(@ForAll String text) {
        String legal = Xml.legal(text).replace('\u007F', '\uFFFD');
        var standIns = new StandIns();
        assertThat(standIns.restore(standIns.hide("<b>bold</b>" + legal)))
                .isEqualTo("<b>bold</b>" + legal);
    }

    @Example
    void moreDifferentCharactersThanStandInsAreSurvived() {
        String many =
                IntStream.range(0x4E00, 0x4E00 + 2000)
                        .mapToObj(Character::toString)
                        .reduce("", String::concat);
        var standIns = new StandIns();
        assertThat(standIns.restore(standIns.hide(many))).isEqualTo(many);
        assertThat(standIns.hide(many)).hasSizeLessThan(50_000);
    }

    @Example
    void widthsAreThoseOfDejaVuSansOrALittleMore() {
        assertThat("W₁₁⁽¹⁾".codePoints().mapToDouble(Widths::of).sum()).isBetween(2.68, 3.3);
        assertThat("σ(ŷ − ½·∂E)".codePoints().mapToDouble(Widths::of).sum()).isBetween(6.5, 7.4);
        assertThat(Widths.of('i')).isEqualTo(0.278);
    }

    private static void parse(String svg) throws Exception {
        var document =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    }
}
