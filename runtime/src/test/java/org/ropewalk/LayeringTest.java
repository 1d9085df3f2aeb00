package org.ropewalk;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.ForGeneratedCode;

/** The floors of the runtime: what a package may know of the others. */
class LayeringTest {
    private static final JavaClasses RUNTIME =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.ropewalk");

    @Test
    void each_floor_knows_the_floors_below_it_alone() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("annotation")
                .definedBy("org.ropewalk.annotation..")
                .layer("observe")
                .definedBy("org.ropewalk.observe..")
                .layer("tls")
                .definedBy("org.ropewalk.tls..")
                .layer("junix")
                .definedBy("org.ropewalk.junix..")
                .layer("endpoint")
                .definedBy("org.ropewalk.endpoint..")
                .layer("reactor")
                .definedBy("org.ropewalk.reactor..")
                .layer("line")
                .definedBy("org.ropewalk.line..")
                .layer("frame")
                .definedBy("org.ropewalk.frame..")
                .layer("block")
                .definedBy("org.ropewalk.block..")
                .layer("datagram")
                .definedBy("org.ropewalk.datagram..")
                .layer("cluster")
                .definedBy("org.ropewalk.cluster..")
                .layer("server")
                .definedBy("org.ropewalk.server..")
                .layer("client")
                .definedBy("org.ropewalk.client..")
                .layer("loop")
                .definedBy("org.ropewalk.loop..")
                .layer("nio")
                .definedBy("org.ropewalk.nio..")
                .layer("selector")
                .definedBy("org.ropewalk.selector..")
                .layer("uring")
                .definedBy("org.ropewalk.uring..")
                .layer("filter")
                .definedBy("org.ropewalk.filter..")
                .layer("batch")
                .definedBy("org.ropewalk.batch..")
                .layer("policy")
                .definedBy("org.ropewalk.policy..")
                .layer("basic")
                .definedBy("org.ropewalk.basic..")
                .layer("jfr")
                .definedBy("org.ropewalk.jfr..")
                .layer("micrometer")
                .definedBy("org.ropewalk.micrometer..")
                .layer("application")
                .definedBy("org.ropewalk.application..")
                .layer("testing")
                .definedBy("org.ropewalk.testing..")
                .whereLayer("annotation")
                .mayNotAccessAnyLayer()
                .whereLayer("endpoint")
                .mayOnlyAccessLayers("tls")
                .whereLayer("observe")
                .mayOnlyAccessLayers("annotation", "tls")
                .whereLayer("tls")
                .mayNotAccessAnyLayer()
                .whereLayer("reactor")
                .mayOnlyAccessLayers("observe", "tls")
                .whereLayer("junix")
                .mayOnlyAccessLayers("loop")
                .whereLayer("line")
                .mayOnlyAccessLayers("annotation", "reactor", "tls")
                .whereLayer("frame")
                .mayOnlyAccessLayers("line", "reactor")
                .whereLayer("block")
                .mayOnlyAccessLayers("annotation", "frame", "line", "reactor")
                .whereLayer("datagram")
                .mayOnlyAccessLayers("annotation", "line", "reactor", "tls")
                .whereLayer("cluster")
                .mayOnlyAccessLayers("endpoint", "line", "reactor")
                .whereLayer("server")
                .mayOnlyAccessLayers(
                        "annotation",
                        "batch",
                        "block",
                        "cluster",
                        "datagram",
                        "filter",
                        "frame",
                        "line",
                        "observe",
                        "reactor",
                        "tls")
                .whereLayer("client")
                .mayOnlyAccessLayers(
                        "block", "datagram", "filter", "frame", "line", "observe", "reactor", "tls")
                .whereLayer("loop")
                .mayOnlyAccessLayers("endpoint", "observe", "reactor", "tls")
                .whereLayer("selector")
                .mayOnlyAccessLayers("loop", "reactor", "junix")
                .whereLayer("nio")
                .mayOnlyAccessLayers("loop", "reactor", "selector")
                .whereLayer("uring")
                .mayOnlyAccessLayers("loop", "nio", "reactor", "selector")
                .whereLayer("filter")
                .mayOnlyAccessLayers("annotation", "loop", "policy", "reactor", "tls")
                .whereLayer("batch")
                .mayOnlyAccessLayers("annotation", "line")
                .whereLayer("policy")
                .mayOnlyAccessLayers("reactor", "tls")
                .whereLayer("basic")
                .mayOnlyAccessLayers("reactor")
                .whereLayer("jfr")
                .mayOnlyAccessLayers("observe")
                .whereLayer("micrometer")
                .mayOnlyAccessLayers("line", "observe", "reactor", "server", "tls")
                .whereLayer("application")
                .mayOnlyAccessLayers(
                        "nio", "client", "endpoint", "observe", "reactor", "tls", "junix", "uring")
                .whereLayer("testing")
                .mayOnlyAccessLayers("loop", "line", "reactor", "tls")
                // A mark: it leads to nothing.
                .ignoreDependency(alwaysTrue(), type(ForGeneratedCode.class))
                .check(RUNTIME);
    }

    @Test
    void no_packages_depend_on_each_other_in_a_cycle() {
        slices().matching("org.ropewalk.(*)..").should().beFreeOfCycles().check(RUNTIME);
    }
}
