package chainrule.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The script `chainrule` in a small tree of its own, with a JDK and a Maven that only say how they
/// were called. The PATH holds what POSIX promises and these two, so nothing of the machine's shows
/// through. What the script looks for in fixed places (`/usr/lib/jvm`, …) it looks for below
/// `machine` in its copy.
@Timeout(60)
class LauncherTest {

    private static final Path SCRIPT = Path.of("..", "chainrule").toAbsolutePath().normalize();

    private static final List<String> TOOLS =
            List.of(
                    "awk",
                    "cat",
                    "find",
                    "head",
                    "ln",
                    "mkdir",
                    "mv",
                    "readlink",
                    "rm",
                    "sed",
                    "sh",
                    "sleep",
                    "sort");

    private static final String BUILDING = "Building Chainrule (first use; a minute or two) …\n";

    private static final String REBUILDING = "Building Chainrule (its sources have changed) …\n";

    private static final String FETCHING =
            "Fetching the native libraries of PyTorch (111 MB) …\nFetching OpenBLAS (20 MB) …\n";

    record Result(int status, String out, String err) {}

    @TempDir Path temp;
    private Path tree;
    private Path machine;
    private Path tools;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aTreeWithTwoModulesOnAMachineWithNothing() throws IOException {
        temp = temp.toRealPath();
        tree = temp.resolve("a tree of 'mine'");
        machine = temp.resolve("machine");
        tools = Files.createDirectories(temp.resolve("tools"));
        for (var module : List.of("core", "cli")) {
            write(tree.resolve(module + "/pom.xml"), "");
            write(tree.resolve(module + "/src/main/java/A.java"), "");
        }
        write(tree.resolve("pom.xml"), "");
        long seconds = Instant.now().getEpochSecond() - 3600;
        try (var files = Files.walk(tree)) {
            for (var file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(seconds)));
            }
        }
        script(
                tree.resolve("chainrule"),
                Files.readString(SCRIPT)
                        .replace(" /usr/lib", " " + machine + "/usr/lib")
                        .replace(" /opt/", " " + machine + "/opt/")
                        .replace(" /Library/", " " + machine + "/Library/"));
        for (var tool : TOOLS) {
            script(tools.resolve(tool), "#!/bin/sh\nexec %s \"$@\"\n".formatted(onThePath(tool)));
        }
        environment.put("PATH", tools.toString());
        environment.put("HOME", temp.resolve("home").toString());
    }

    @Test
    void theScriptCanBeStarted() {
        assertThat(SCRIPT).isExecutable();
    }

    @Test
    void withoutAJdkItSaysWhatToDo() throws Exception {
        assertThat(run("demo"))
                .isEqualTo(
                        new Result(
                                1,
                                "",
                                "chainrule: needs JDK 25 or later, found none. Install one, or set JAVA_HOME to it.\n"));
    }

    @ParameterizedTest
    @CsvSource({"17.0.15", "1.8.0_402", "24", "9-ea"})
    void anOldJdkIsNamed(String version) throws Exception {
        var old = jdk(temp.resolve("old"), version);
        environment.put("JAVA_HOME", old.toString());
        assertThat(run("demo"))
                .isEqualTo(
                        new Result(
                                1,
                                "",
                                "chainrule: needs JDK 25 or later, found Java %s in %s. Install one, or set JAVA_HOME to it.\n"
                                        .formatted(version, old)));
    }

    @Test
    void aJavaWithoutItsCompilerIsNamed() throws Exception {
        var jre = jdk(machine.resolve("usr/lib/jvm/jre"), "25.0.1");
        Files.delete(jre.resolve("bin/javac"));
        assertThat(run("demo"))
                .isEqualTo(
                        new Result(
                                1,
                                "",
                                ("chainrule: needs JDK 25 or later, found Java 25.0.1 without a compiler (javac) in %s."
                                                + " Install one, or set JAVA_HOME to it.\n")
                                        .formatted(jre)));
    }

    @Test
    void anOldJavaHomeDoesNotEndTheSearch() throws Exception {
        environment.put("JAVA_HOME", jdk(temp.resolve("old"), "17.0.15").toString());
        Files.createSymbolicLink(
                tools.resolve("java"), jdk(temp.resolve("older"), "11.0.2").resolve("bin/java"));
        built();
        for (var place :
                List.of(
                        "home/.jdks/temurin-25",
                        "home/.sdkman/candidates/java/25.0.1-tem",
                        "machine/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
                        "machine/opt/jdk-25",
                        "machine/usr/lib/jvm/temurin-25")) {
            var jdk = jdk(temp.resolve(place), "25.0.1");
            assertThat(run("demo").out).startsWith(jdk + "/bin/java\n");
            Files.delete(jdk.resolve("release"));
            Files.delete(jdk.resolve("bin/java"));
        }
    }

    @Test
    void ofTheInstalledJdksTheOldestThatWillDoIsTaken() throws Exception {
        jdk(machine.resolve("usr/lib/jvm/a"), "17.0.15");
        jdk(machine.resolve("usr/lib/jvm/b"), "27-ea");
        var right = jdk(machine.resolve("usr/lib/jvm/c"), "25.0.1");
        jdk(machine.resolve("usr/lib/jvm/d"), "26");
        built();
        assertThat(run("demo").out).startsWith(right + "/bin/java\n");
    }

    @Test
    void aJavaOnThePathIsFollowedToItsJdk() throws Exception {
        var jdk = jdk(temp.resolve("a jdk"), "25.0.1");
        Files.createSymbolicLink(temp.resolve("alternative"), jdk.resolve("bin/java"));
        Files.createSymbolicLink(tools.resolve("java"), Path.of("..", "alternative"));
        built();
        assertThat(run("demo").out).startsWith(jdk + "/bin/java\n");
    }

    @Test
    void aScriptOnThePathIsAskedForItsJdk() throws Exception {
        var jdk = jdk(temp.resolve("a jdk"), "25.0.1");
        script(
                tools.resolve("java"),
                "#!/bin/sh\n[ \"$*\" = '-XshowSettings:properties -version' ] && echo '    java.home = %s' >&2\n"
                        .formatted(jdk));
        built();
        assertThat(run("demo").out).startsWith(jdk + "/bin/java\n");
    }

    @Test
    void aJdkWithoutAReleaseFileIsAskedForItsVersion() throws Exception {
        var jdk = jdk(temp.resolve("jdk"), "25");
        Files.delete(jdk.resolve("release"));
        script(
                jdk.resolve("bin/java"),
                "#!/bin/sh\necho 'openjdk version \"24.0.2\" 2025-07-15' >&2\n");
        environment.put("JAVA_HOME", jdk.toString());
        assertThat(run("demo").err)
                .isEqualTo(
                        "chainrule: needs JDK 25 or later, found Java 24.0.2 in %s. Install one, or set JAVA_HOME to it.\n"
                                .formatted(jdk));
    }

    @Test
    void argumentsArriveUnchanged() throws Exception {
        var jdk = javaHome();
        built();
        environment.put("CHAINRULE_OPTS", "-Xmx1g -ea");
        var arguments = List.of("diff", "", "a b", "it's", "\"q\"", "*", "$HOME", "\\n", "-");
        var expected = new ArrayList<String>();
        expected.add(jdk + "/bin/java");
        expected.add("--enable-native-access=ALL-UNNAMED");
        expected.add("-Djava.awt.headless=true");
        expected.add("-Dstdout.encoding=UTF-8");
        expected.add("-Dstderr.encoding=UTF-8");
        expected.add("-Xmx1g");
        expected.add("-ea");
        expected.add("-cp");
        expected.add(tree + "/cli/target/chainrule-cli.jar:" + tree + "/cli/target/lib/*");
        expected.add("chainrule.cli.Main");
        expected.addAll(arguments);
        assertThat(run(arguments.toArray(String[]::new)))
                .isEqualTo(new Result(0, String.join("\n", expected) + "\n", ""));
    }

    /// By way of a script, since this JVM may itself be in the C locale.
    @Test
    void anArgumentOutsideAsciiArrivesUnchanged() throws Exception {
        javaHome();
        built();
        var call = temp.resolve("call");
        write(call, "exec './a tree of '\"'mine'\"/chainrule diff 'σ(x)'\n");
        assertThat(start(temp, "sh", call.toString()).out).endsWith("\ndiff\nσ(x)\n");
    }

    @Test
    void theStatusOfTheCommandIsPassedOn() throws Exception {
        script(javaHome().resolve("bin/java"), "#!/bin/sh\nexit 3\n");
        built();
        assertThat(run("demo")).isEqualTo(new Result(3, "", ""));
    }

    @ParameterizedTest
    @CsvSource({"'',C.UTF-8", "C,C.UTF-8", "POSIX,C.UTF-8", "de_DE.ISO-8859-1,de_DE.ISO-8859-1"})
    void theCLocaleBecomesUtf8(String set, String seen) throws Exception {
        script(javaHome().resolve("bin/java"), "#!/bin/sh\necho \"$LC_ALL\"\n");
        built();
        environment.put("LC_ALL", set);
        assertThat(run("demo").out).isEqualTo(seen + "\n");
    }

    @Test
    void itRunsThroughALinkFromAnotherFolderAndStaysThere() throws Exception {
        script(javaHome().resolve("bin/java"), "#!/bin/sh\npwd -P\n");
        built();
        Files.createSymbolicLink(temp.resolve("link"), tree.resolve("chainrule"));
        var folder = Files.createDirectories(temp.resolve("else where"));
        Files.createSymbolicLink(folder.resolve("cr"), Path.of("..", "link"));
        assertThat(start(folder, "./cr", "demo")).isEqualTo(new Result(0, folder + "\n", ""));
        assertThat(start(tree, "sh", "chainrule", "demo"))
                .isEqualTo(new Result(0, tree + "\n", ""));
    }

    @Test
    void aFolderWithAColonIsRefused() throws Exception {
        var folder = Files.createDirectories(temp.resolve("a:b"));
        Files.copy(tree.resolve("chainrule"), folder.resolve("chainrule"));
        assertThat(start(folder, "sh", "chainrule", "demo"))
                .isEqualTo(
                        new Result(
                                1,
                                "",
                                ("chainrule: cannot run from a folder with a colon in its name, %s:"
                                                + " Java splits its class path there.\n")
                                        .formatted(folder)));
    }

    @Test
    void aMissingMavenIsAskedFor() throws Exception {
        javaHome();
        for (var command : List.of("demo", "test")) {
            assertThat(run(command))
                    .isEqualTo(
                            new Result(
                                    1,
                                    "",
                                    "chainrule: needs Maven 3.8 or later to build, found none."
                                            + " Install it, and put mvn on the PATH.\n"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Apache Maven 3.6.3 (abc),3.6.3",
        "Apache Maven 2.9,2.9",
        "no Java here,one of unknown version"
    })
    void anOldMavenIsNamed(String says, String found) throws Exception {
        javaHome();
        script(tools.resolve("mvn"), "#!/bin/sh\necho '%s'\n".formatted(says));
        for (var command : List.of("demo", "test")) {
            assertThat(run(command))
                    .isEqualTo(
                            new Result(
                                    1,
                                    "",
                                    "chainrule: needs Maven 3.8 or later to build, found %s (%s/mvn). Put a newer mvn first on the PATH.\n"
                                            .formatted(found, tools)));
        }
    }

    @ParameterizedTest
    @CsvSource({"3.8.7", "3.10.0", "4.0.0-rc-3"})
    void theFirstUseBuildsAndTheNextDoesNot(String version) throws Exception {
        var jdk = javaHome();
        maven(version, 0);
        environment.put("CHAINRULE_MVN", "-o -T2");
        assertThat(run("demo").err).isEqualTo(BUILDING);
        assertThat(run("demo").err).isEmpty();
        assertThat(called())
                .isEqualTo(
                        "%s in %s: -B -ntp -o -T2 -pl cli -am -Dmaven.test.skip=true package\n"
                                .formatted(jdk, tree));
    }

    @Test
    void aChangedSourceIsBuiltAgain() throws Exception {
        javaHome();
        maven("3.8.7", 0);
        run("demo");
        var later = FileTime.from(Instant.now().plusSeconds(60));
        var first = FileTime.from(Instant.EPOCH);
        for (var changed :
                List.of(
                        "pom.xml",
                        "core/pom.xml",
                        "core/src/main/java/A.java",
                        "core/src/main/java")) {
            assertThat(run("demo").err).isEmpty();
            Files.setLastModifiedTime(tree.resolve(changed), later);
            assertThat(run("demo").err).isEqualTo(REBUILDING);
            Files.setLastModifiedTime(tree.resolve(changed), first);
        }
        write(tree.resolve("core/src/test/java/ATest.java"), "");
        assertThat(run("demo").err).isEmpty();
    }

    @Test
    void aFailedBuildIsShownAndTriedAgain() throws Exception {
        javaHome();
        maven("3.8.7", 7);
        var failure = new Result(7, "", BUILDING + "compiling\nit's wrong\n");
        assertThat(run("demo")).isEqualTo(failure);
        assertThat(run("demo")).isEqualTo(failure);
        maven("3.8.7", 0);
        assertThat(run("demo").status).isZero();
    }

    @Test
    void twoFirstUsesAtOnceBuildOnce() throws Exception {
        javaHome();
        maven("3.8.7", 0);
        Files.writeString(tools.resolve("mvn"), "sleep 1\n", StandardOpenOption.APPEND);
        var one = process(tree, "./chainrule", "demo");
        var two = process(tree, "./chainrule", "demo");
        assertThat(finish(one).status).isZero();
        assertThat(finish(two).status).isZero();
        assertThat(called().lines()).hasSize(1);
        assertThat(Files.isSymbolicLink(tree.resolve("cli/target/chainrule.lock"))).isFalse();
    }

    @Test
    void theLockOfADeadProcessIsTaken() throws Exception {
        javaHome();
        maven("3.8.7", 0);
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        var target = Files.createDirectories(tree.resolve("cli/target"));
        Files.createSymbolicLink(target.resolve("chainrule.lock"), Path.of("" + dead.pid()));
        assertThat(run("demo").err).isEqualTo(BUILDING);
    }

    @Test
    void benchHasABuildOfItsOwnAndFetchesThePeer() throws Exception {
        var jdk = javaHome();
        maven("3.8.7", 0);
        var target = tree + "/benchmarks/target";
        var started =
                String.join(
                        "\n",
                        jdk + "/bin/java",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.awt.headless=true",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        "%1$s/chainrule-benchmarks.jar:%1$s/lib/*:%1$s/peer/*:%1$s/openblas/*"
                                .formatted(target),
                        "chainrule.benchmarks.bench.Bench",
                        "W2",
                        "--no-peer\n");
        assertThat(run("bench", "W2", "--no-peer"))
                .isEqualTo(new Result(0, started, BUILDING + FETCHING));
        assertThat(called())
                .isEqualTo(
                        """
                        %1$s in %2$s: -B -ntp -pl benchmarks -am -Dmaven.test.skip=true package
                        %1$s in %2$s: -B -ntp -pl benchmarks dependency:copy@peer
                        %1$s in %2$s: -B -ntp -pl benchmarks dependency:copy@openblas
                        """
                                .formatted(jdk, tree));
        Files.createDirectories(tree.resolve("benchmarks/target/peer"));
        Files.createDirectories(tree.resolve("benchmarks/target/openblas"));
        assertThat(run("bench", "W2", "--no-peer")).isEqualTo(new Result(0, started, ""));
        assertThat(run("demo").err).isEqualTo(BUILDING);
    }

    @Test
    void withoutThePeerBenchGoesOn() throws Exception {
        javaHome();
        write(tree.resolve("benchmarks/target/chainrule.stamp"), "");
        maven("3.8.7", 1);
        var result = run("bench");
        assertThat(result.status).isZero();
        assertThat(result.out).endsWith("\nchainrule.benchmarks.bench.Bench\n");
        assertThat(result.err).isEqualTo(FETCHING);
    }

    @Test
    void testRunsEveryTestAndPassesMavensStatusOn() throws Exception {
        var jdk = javaHome();
        maven("3.8.7", 0);
        environment.put("CHAINRULE_MVN", "-o");
        assertThat(run("test", "-pl", "core", "-Dtest=A B"))
                .isEqualTo(new Result(0, "compiling\n", "it's wrong\n"));
        assertThat(called())
                .isEqualTo(
                        "%s in %s: -B -ntp -o verify -Dstyle.color=never -pl core -Dtest=A B\n"
                                .formatted(jdk, tree));
        maven("3.8.7", 5);
        assertThat(run("test").status).isEqualTo(5);
    }

    @Test
    void skippedTestsAreNamedWithTheirReasons() throws Exception {
        javaHome();
        maven("3.8.7", 0);
        write(tree.resolve("old/target/surefire-reports/TEST-b.OldTest.xml"), report("b.OldTest"));
        Files.setLastModifiedTime(
                tree.resolve("old/target/surefire-reports/TEST-b.OldTest.xml"),
                FileTime.from(Instant.EPOCH));
        var reports = tree.resolve("core/target/surefire-reports");
        write(temp.resolve("report"), report("a.NewTest"));
        Files.writeString(
                tools.resolve("mvn"),
                "mkdir -p '%s'\n".formatted(reports.toString().replace("'", "'\\''"))
                        + "cat '%s' >'%s/TEST-a.NewTest.xml'\nexit 5\n"
                                .formatted(
                                        temp.resolve("report"),
                                        reports.toString().replace("'", "'\\''")),
                StandardOpenOption.APPEND);
        assertThat(run("test"))
                .isEqualTo(
                        new Result(
                                5,
                                """
                                compiling
                                Skipped: a.NewTest.off: because "σ" & <x>
                                Skipped: a.NewTest.noBrowser: Assumption failed: no chromium: look
                                Skipped: a.NewTest.bare
                                Skipped: a.NewTest
                                """,
                                "it's wrong\n"));
    }

    private static String report(String test) {
        return """
        <testsuite name="%1$s" tests="5" skipped="4">
          <testcase name="off" classname="%1$s" time="0.0">
            <skipped message="because &quot;σ&quot; &amp; &lt;x&gt;"/>
          </testcase>
          <testcase name="runs" classname="%1$s" time="0.0"/>
          <testcase name="noBrowser" classname="%1$s" time="0.0">
            <skipped type="t.Aborted"><![CDATA[t.Aborted: Assumption failed: no chromium: look
        \tat x
        ]]></skipped>
          </testcase>
          <testcase name="bare" classname="%1$s" time="0.0">
            <skipped/>
          </testcase>
          <testcase name="" classname="%1$s" time="0.0">
            <skipped/>
          </testcase>
        </testsuite>
        """
                .formatted(test);
    }

    // ---- the small tree

    private Path javaHome() throws IOException {
        var jdk = jdk(temp.resolve("the jdk"), "25.0.1");
        environment.put("JAVA_HOME", jdk.toString());
        return jdk;
    }

    /// A JDK whose `java` prints its own path and its arguments, a line each.
    private static Path jdk(Path home, String version) throws IOException {
        write(
                home.resolve("release"),
                "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"%s\"\nJAVA_VERSION_DATE=\"2025-10-21\"\n"
                        .formatted(version));
        script(home.resolve("bin/java"), "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    /// A Maven that writes down how it was called, says two lines, and ends with `status`.
    private void maven(String version, int status) throws IOException {
        script(
                tools.resolve("mvn"),
                """
                #!/bin/sh
                if [ "$*" = -v ]; then echo "Apache Maven %s (abc)"; exit; fi
                echo "$JAVA_HOME in $PWD: $*" >>"$PWD/../called"
                echo compiling
                echo "it's wrong" >&2
                [ %d = 0 ] || exit %2$d
                """
                        .formatted(version, status));
    }

    private String called() throws IOException {
        return Files.readString(temp.resolve("called"));
    }

    /// As after a build.
    private void built() throws IOException {
        write(tree.resolve("cli/target/chainrule.stamp"), "");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void script(Path file, String text) throws IOException {
        write(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path onThePath(String tool) {
        return Stream.concat(
                        Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1)),
                        Stream.of("/bin", "/usr/bin"))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private Result run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(tree.resolve("chainrule").toString()));
        command.addAll(List.of(arguments));
        return start(temp, command.toArray(String[]::new));
    }

    private Result start(Path folder, String... command) throws Exception {
        return finish(process(folder, command));
    }

    private Process process(Path folder, String... command) throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// What these scripts print fits into the pipes, so they end without being read; one that hangs
    /// is a failure.
    private static Result finish(Process process) throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new AssertionError("the script does not end");
        }
        var out = new String(process.getInputStream().readAllBytes(), UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Result(process.exitValue(), out, err);
    }
}
