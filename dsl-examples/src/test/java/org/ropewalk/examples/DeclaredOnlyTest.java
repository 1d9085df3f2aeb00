package org.ropewalk.examples;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.annotation.Generated;

/**
 * The examples declare their protocols: no parsing, splitting or formatting by hand stands in them,
 * except in value types for one word.
 */
class DeclaredOnlyTest {
    private static final JavaClasses EXAMPLES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.ropewalk.examples");

    private static final Set<String> BY_HAND =
            Set.of(
                    "split",
                    "indexOf",
                    "lastIndexOf",
                    "substring",
                    "subSequence",
                    "format",
                    "formatted",
                    "getBytes",
                    "tokenize",
                    "append",
                    "concat");

    private static final ArchRule RULE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..value..")
                    .and()
                    .areNotAnnotatedWith(Generated.class)
                    .should()
                    .callCodeUnitWhere(
                            describe(
                                    "parses, splits or formats by hand",
                                    DeclaredOnlyTest::isByHand));

    private static final ArchRule API =
            noClasses()
                    .that()
                    .areNotAnnotatedWith(Generated.class)
                    .and(describe("are not nested in one that is", DeclaredOnlyTest::isWritten))
                    .should()
                    .dependOnClassesThat(
                            describe(
                                    "are public for generated code alone",
                                    DeclaredOnlyTest::isForGeneratedCode));

    private static boolean isWritten(JavaClass type) {
        return type.getEnclosingClass()
                .map(outer -> !outer.isAnnotatedWith(Generated.class) && isWritten(outer))
                .orElse(true);
    }

    private static boolean isForGeneratedCode(JavaClass type) {
        return type.isAnnotatedWith(ForGeneratedCode.class)
                || type.getPackage().isAnnotatedWith(ForGeneratedCode.class);
    }

    private static boolean isByHand(JavaCall<?> call) {
        JavaClass owner = call.getTarget().getOwner();
        String method = call.getTarget().getName();
        return owner.isAssignableTo(StringBuilder.class)
                || owner.isAssignableTo(StringBuffer.class)
                || owner.isAssignableTo(Scanner.class)
                || owner.getPackageName().equals("java.util.regex")
                || owner.getPackageName().startsWith("java.")
                        && (BY_HAND.contains(method) || method.startsWith("parse"));
    }

    @Test
    void no_example_parses_splits_or_formats_by_hand() {
        RULE.check(EXAMPLES);
    }

    @Test
    void no_example_names_a_type_that_is_for_generated_code() {
        API.check(EXAMPLES);
    }

    @Test
    void the_rule_sees_a_class_that_splits_by_hand() {
        EvaluationResult result =
                RULE.evaluate(new ClassFileImporter().importClasses(ByHand.class));

        assertTrue(result.hasViolation());
        assertTrue(
                result.getFailureReport().getDetails().stream()
                        .anyMatch(line -> line.contains("split")),
                result.getFailureReport()::toString);
    }

    @Test
    void the_rule_leaves_a_class_alone_that_asks_its_declaration() {
        assertFalse(
                RULE.evaluate(new ClassFileImporter().importClasses(Declared.class))
                        .hasViolation());
    }

    /** What nobody shall write. */
    static final class ByHand {
        private ByHand() {}

        static String verb(String line) {
            return line.split(" ")[0];
        }
    }

    /** What anybody may write. */
    static final class Declared {
        private Declared() {}

        static boolean known(Set<String> keys, String key) {
            return keys.contains(key);
        }
    }
}
