package chainrule.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The arrows of ARCHITECTURE.md.
class ArrowsTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("chainrule");

    @Test
    void packagesUseOnlyWhatTheyMay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("chainrule..")
                .layer("tensor")
                .definedBy("chainrule.tensor")
                .layer("graph")
                .definedBy("chainrule.graph")
                .layer("grad")
                .definedBy("chainrule.grad")
                .layer("simplify")
                .definedBy("chainrule.simplify")
                .layer("eval")
                .definedBy("chainrule.eval")
                .layer("kernel")
                .definedBy("chainrule.kernel")
                .layer("program")
                .definedBy("chainrule.program")
                .layer("tape")
                .definedBy("chainrule.tape")
                .layer("derivation")
                .definedBy("chainrule.derivation")
                .layer("codec")
                .definedBy("chainrule.codec")
                .layer("nn")
                .definedBy("chainrule.nn..")
                .layer("viz")
                .definedBy("chainrule.viz")
                .layer("cli")
                .definedBy("chainrule.cli")
                .whereLayer("tensor")
                .mayNotAccessAnyLayer()
                .whereLayer("graph")
                .mayOnlyAccessLayers("tensor")
                .whereLayer("grad")
                .mayOnlyAccessLayers("graph", "tensor")
                .whereLayer("simplify")
                .mayOnlyAccessLayers("graph", "tensor")
                .whereLayer("eval")
                .mayOnlyAccessLayers("simplify", "graph", "tensor")
                .whereLayer("kernel")
                .mayOnlyAccessLayers("graph", "tensor")
                .whereLayer("program")
                .mayOnlyAccessLayers("kernel", "simplify", "eval", "graph", "tensor")
                .whereLayer("tape")
                .mayOnlyAccessLayers("grad", "eval", "graph", "tensor")
                .whereLayer("derivation")
                .mayOnlyAccessLayers("tape", "grad", "simplify", "graph", "tensor")
                .whereLayer("codec")
                .mayOnlyAccessLayers("graph", "tensor")
                .whereLayer("nn")
                .mayOnlyAccessLayers(
                        "program",
                        "kernel",
                        "tape",
                        "grad",
                        "simplify",
                        "eval",
                        "codec",
                        "graph",
                        "tensor")
                .whereLayer("viz")
                .mayOnlyAccessLayers(
                        "derivation",
                        "tape",
                        "grad",
                        "simplify",
                        "eval",
                        "codec",
                        "graph",
                        "tensor")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("chainrule.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void coreUsesGuavaAndJspecifyOnly() {
        classes()
                .that()
                .resideInAnyPackage(
                        "chainrule.tensor",
                        "chainrule.graph",
                        "chainrule.grad",
                        "chainrule.simplify",
                        "chainrule.eval",
                        "chainrule.kernel",
                        "chainrule.program",
                        "chainrule.tape",
                        "chainrule.derivation",
                        "chainrule.codec")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "chainrule..",
                        "java..",
                        "com.google.common..",
                        "com.google.errorprone.annotations..",
                        "jdk.incubator.vector..",
                        "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void noFileOfMainCodeIsLongerThan300Lines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            List<Path> mains =
                    files.filter(f ->
                                    f.toString()
                                            .replace('\\', '/')
                                            .matches("\\.\\./\\w+/src/main/java/.*\\.java"))
                            .toList();
            assertThat(mains).hasSizeGreaterThan(50);
            assertThat(mains)
                    .allSatisfy(file ->
                            assertThat(Files.readAllLines(file))
                                    .as(file.toString())
                                    .hasSizeLessThanOrEqualTo(300));
        }
    }
}
