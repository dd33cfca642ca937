package chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import chainrule.tensor.ShapeException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

class MainTest {

    record Result(int status, String out, String err) {}

    /// A subcommand that does what the test says.
    @Command(name = "plot")
    record Plot(Callable<Integer> body) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return body.call();
        }
    }

    private static Result run(Callable<Integer> plot, String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = Main.commandLine();
        line.addSubcommand(new Plot(plot))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF));
        int status = line.execute(args);
        return new Result(status, out.toString(), err.toString());
    }

    private static Result run(String... args) {
        return run(() -> 0, args);
    }

    private static Result failing(Exception e, String... args) {
        return run(
                () -> {
                    throw e;
                },
                args);
    }

    @Test
    void withoutArgumentsItPrintsItsHelp() {
        var help = run("--help");
        assertThat(help.out)
                .startsWith(
                        """
                        Usage: chainrule [-hV] [--stacktrace] [COMMAND]
                        Automatic differentiation on computation graphs that can be read and drawn.
                          -h, --help         Show this help message and exit.
                              --stacktrace   Print the stack trace of an error.
                          -V, --version      Print version information and exit.
                        Commands:
                        """)
                .endsWith(
                        """


                        `./chainrule bench` measures, beside other programs.
                        `./chainrule test` builds everything and runs every test.
                        """);
        assertThat(help.status).isZero();
        assertThat(run()).isEqualTo(help);
    }

    @Test
    void itsVersionIsThatOfTheBuild() {
        var version = run("--version");
        assertThat(version.out)
                .matches(
                        "chainrule \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\nJava 2[5-9].*\nproducts of matrices by Java\n");
        assertThat(version.status).isZero();
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheNearestOne() {
        assertThat(run("plto"))
                .isEqualTo(
                        new Result(
                                2,
                                "",
                                """
                                Unmatched argument at index 0: 'plto'
                                Did you mean: chainrule plot or chainrule explain?
                                """));
    }

    @Test
    void theStatusOfACommandIsTheStatusOfTheProcess() {
        assertThat(run(() -> 3, "plot")).isEqualTo(new Result(3, "", ""));
    }

    @Test
    void aMistakeOfTheUserIsAMessageWithoutAStackTrace() {
        assertThat(failing(new IllegalArgumentException("--rate is 0"), "plot"))
                .isEqualTo(new Result(1, "", "chainrule: --rate is 0\n"));
        assertThat(failing(new ShapeException("MatMul[]: no fit\n  [8×2]  X\n  [4×1]  W"), "plot"))
                .isEqualTo(
                        new Result(
                                1,
                                "",
                                """
                                chainrule: MatMul[]: no fit
                                  [8×2]  X
                                  [4×1]  W
                                """));
    }

    @Test
    void aFileThatCannotBeUsedIsNamed() {
        assertThat(failing(new UncheckedIOException(new NoSuchFileException("a.csv")), "plot").err)
                .isEqualTo("chainrule: no such file: a.csv\n");
        assertThat(failing(new AccessDeniedException("a.csv"), "plot").err)
                .isEqualTo("chainrule: access denied: a.csv\n");
        assertThat(failing(new FileAlreadyExistsException("a.csv"), "plot").err)
                .isEqualTo("chainrule: there is a file already: a.csv\n");
        assertThat(failing(new IOException("disk full"), "plot").err)
                .isEqualTo("chainrule: disk full\n");
    }

    @Test
    void anExceptionWithoutAMessageIsNamed() {
        assertThat(failing(new IllegalArgumentException(), "plot").err)
                .isEqualTo("chainrule: IllegalArgumentException\n");
    }

    @Test
    void theStackTraceIsPrintedWhenAskedForBeforeOrAfterTheCommand() {
        var e = new IllegalArgumentException("--rate is 0");
        for (var result :
                new Result[] {
                    failing(e, "--stacktrace", "plot"), failing(e, "plot", "--stacktrace")
                }) {
            assertThat(result.status).isEqualTo(1);
            assertThat(result.err)
                    .startsWith("java.lang.IllegalArgumentException: --rate is 0\n\tat ");
        }
    }

    @Test
    void aMistakeOfOursKeepsItsStackTrace() {
        var result = failing(new IllegalStateException("not here"), "plot");
        assertThat(result.status).isEqualTo(1);
        assertThat(result.err).startsWith("java.lang.IllegalStateException: not here\n\tat ");
    }
}
