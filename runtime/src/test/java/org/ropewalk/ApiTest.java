package org.ropewalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.ForGeneratedCode;

/** What a user may name, and what is public for generated code alone. */
class ApiTest {
    private static final JavaClasses RUNTIME =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .withImportOption((Location location) -> !location.contains("module-info"))
                    .importPackages("org.ropewalk");

    private static final Set<String> EXPORTED = exported();

    private static Set<String> exported() {
        try {
            return packages(
                    "exports ([\\w.]+);",
                    Files.readString(Path.of("src/main/java/module-info.java")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> packages(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void the_bundle_exports_what_the_module_exports() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        int from = pom.indexOf("-exportcontents:");
        String exports = pom.substring(from, pom.indexOf("Import-Package:", from));
        assertThat(packages("(org\\.ropewalk[\\w.]*)", exports)).isEqualTo(EXPORTED);
    }

    private static boolean isMarked(JavaClass type) {
        return type.isAnnotatedWith(ForGeneratedCode.class)
                || type.getPackage().isAnnotatedWith(ForGeneratedCode.class)
                || type.getEnclosingClass().filter(ApiTest::isMarked).isPresent();
    }

    private static boolean isApi(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ApiTest::isApi).orElse(true)
                && EXPORTED.contains(type.getPackageName())
                && !isMarked(type);
    }

    private static boolean isOpen(JavaCodeUnit member) {
        return !member.getModifiers().contains(JavaModifier.SYNTHETIC)
                && (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED)
                                && !member.getOwner().getModifiers().contains(JavaModifier.FINAL));
    }

    /** A user who can call a method can name what it takes and returns. */
    @Test
    void no_member_of_the_api_names_a_type_that_is_for_generated_code() {
        List<String> naming = new ArrayList<>();
        for (JavaClass type : RUNTIME) {
            if (!isApi(type)) {
                continue;
            }
            for (JavaCodeUnit member : type.getCodeUnits()) {
                if (isOpen(member) && !member.isAnnotatedWith(ForGeneratedCode.class)) {
                    Set<String> marked =
                            named(member).stream()
                                    .filter(ApiTest::isMarked)
                                    .map(JavaClass::getSimpleName)
                                    .collect(Collectors.toCollection(TreeSet::new));
                    if (!marked.isEmpty()) {
                        naming.add(member.getFullName() + " names " + marked);
                    }
                }
            }
        }
        assertThat(naming).isEmpty();
    }

    private static List<JavaClass> named(JavaCodeUnit member) {
        List<JavaClass> types = new ArrayList<>(member.getReturnType().getAllInvolvedRawTypes());
        member.getParameterTypes()
                .forEach(parameter -> types.addAll(parameter.getAllInvolvedRawTypes()));
        return types;
    }
}
