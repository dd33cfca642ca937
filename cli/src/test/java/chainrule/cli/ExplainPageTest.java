package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The transcripts in docs/explain.md: each command is run, and its output stands below it.
/// `-Dchainrule.write` writes the outputs anew.
class ExplainPageTest {
    private static final Path PAGE = Path.of("../docs/explain.md");
    private static final String OUT = "out/page";

    private static final Pattern TRANSCRIPT =
            Pattern.compile("```console\n\\$ \\./chainrule (.*)\n[^`]*```");
    private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|\\S+");

    @TempDir private Path folder;

    @Test
    void itsTranscriptsAreReal() throws IOException {
        String page = Files.readString(PAGE);
        String real =
                TRANSCRIPT
                        .matcher(page)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(
                                        "```console\n$ ./chainrule %s\n%s```"
                                                .formatted(found.group(1), run(found.group(1)))));
        if (System.getProperty("chainrule.write") != null) {
            Files.writeString(PAGE, real);
            return;
        }
        assertThat(page)
                .as(
                        "docs/explain.md; write its outputs anew by mvn -pl cli test -Dtest=ExplainPageTest -Dchainrule.write=true")
                .contains("```console\n$ ./chainrule explain")
                .isEqualTo(real);
    }

    @Test
    void theReadmeShowsRealOutput() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        Matcher command = Pattern.compile("\\./chainrule (explain \".*)").matcher(readme);
        assertThat(command.find()).isTrue();
        String out = run(command.group(1) + " --out " + OUT);
        assertThat(readme)
                .contains(
                        "```\n"
                                + out.substring(
                                        out.indexOf("derivation\n"), out.indexOf("\nwritten to"))
                                + "```\n");
    }

    private String run(String command) {
        List<String> arguments =
                ARGUMENT.matcher(command)
                        .results()
                        .map(ExplainPageTest::argument)
                        .map(text -> text.equals(OUT) ? folder.toString() : text)
                        .toList();
        StringWriter said = new StringWriter();
        Main.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments.toArray(String[]::new));
        return said.toString().replace(folder.toString(), OUT);
    }

    private static String argument(MatchResult found) {
        return found.group(1) == null ? found.group() : found.group(1);
    }
}
