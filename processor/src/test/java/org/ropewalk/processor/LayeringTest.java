package org.ropewalk.processor;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The stages of the processor: what each may know of the others. */
class LayeringTest {
    private static final JavaClasses PROCESSOR =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.ropewalk.processor");

    @Test
    void data_goes_one_way_from_declaration_to_files() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("template")
                .definedBy("org.ropewalk.processor.template..")
                .layer("report")
                .definedBy("org.ropewalk.processor.report..")
                .layer("model")
                .definedBy("org.ropewalk.processor.model..")
                .layer("read")
                .definedBy("org.ropewalk.processor.read..")
                .layer("check")
                .definedBy("org.ropewalk.processor.check..")
                .layer("code")
                .definedBy("org.ropewalk.processor.emit.code..")
                .layer("server")
                .definedBy("org.ropewalk.processor.emit.server..")
                .layer("client")
                .definedBy("org.ropewalk.processor.emit.client..")
                .layer("emit")
                .definedBy("org.ropewalk.processor.emit")
                .layer("output")
                .definedBy("org.ropewalk.processor.output..")
                .whereLayer("output")
                .mayOnlyAccessLayers("model", "template")
                .whereLayer("template")
                .mayNotAccessAnyLayer()
                .whereLayer("report")
                .mayNotAccessAnyLayer()
                .whereLayer("model")
                .mayOnlyAccessLayers("template")
                .whereLayer("read")
                .mayOnlyAccessLayers("model", "template", "report")
                .whereLayer("check")
                .mayOnlyAccessLayers("read", "model", "template", "report")
                .whereLayer("code")
                .mayOnlyAccessLayers("model", "template")
                .whereLayer("server")
                .mayOnlyAccessLayers("code", "model", "template")
                .whereLayer("client")
                .mayOnlyAccessLayers("code", "model", "template")
                .whereLayer("emit")
                .mayOnlyAccessLayers("code", "server", "client", "model", "template")
                .check(PROCESSOR);
    }

    @Test
    void no_packages_depend_on_each_other_in_a_cycle() {
        slices().matching("org.ropewalk.processor.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PROCESSOR);
        slices().matching("org.ropewalk.processor.(**)").should().beFreeOfCycles().check(PROCESSOR);
    }
}
