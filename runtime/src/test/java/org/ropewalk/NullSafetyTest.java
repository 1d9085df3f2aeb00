package org.ropewalk;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * What users see: every exported package says which values may be null, and the types of public
 * signatures are exported too. {@code mvn -Pnullaway compile} checks the code itself.
 */
class NullSafetyTest {
    private static final Pattern EXPORTS = Pattern.compile("exports ([\\w.]+);");

    private static final JavaClasses RUNTIME =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("org.ropewalk");

    @Test
    void every_exported_package_is_NullMarked() throws Exception {
        List<String> unmarked = new ArrayList<>();
        for (String name : exported()) {
            Class<?> info = Class.forName(name + ".package-info");
            if (!info.isAnnotationPresent(NullMarked.class)) {
                unmarked.add(name);
            }
        }
        assertThat(unmarked).isEmpty();
    }

    /** In place of the compiler's lint, which takes the annotations for dependencies of users. */
    @Test
    void public_signatures_name_exported_types_alone() throws IOException {
        Set<String> exported = exported();
        List<String> hidden =
                RUNTIME.stream()
                        .filter(type -> exported.contains(type.getPackageName()) && isOpen(type))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> isOpen(unit.getModifiers()))
                        .flatMap(unit -> hidden(unit, exported))
                        .sorted()
                        .toList();
        assertThat(hidden).isEmpty();
    }

    private static Stream<String> hidden(JavaCodeUnit unit, Set<String> exported) {
        Stream<JavaType> types =
                Stream.concat(unit.getParameterTypes().stream(), Stream.of(unit.getReturnType()));
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .filter(type -> type.getName().startsWith("org.ropewalk."))
                .filter(type -> !exported.contains(type.getPackageName()) || !isOpen(type))
                .map(type -> unit.getFullName() + " names " + type.getName());
    }

    private static boolean isOpen(JavaClass type) {
        JavaClass element = type.isArray() ? type.getBaseComponentType() : type;
        return isOpen(element.getModifiers())
                && element.getEnclosingClass().map(NullSafetyTest::isOpen).orElse(true);
    }

    private static boolean isOpen(Set<JavaModifier> modifiers) {
        return modifiers.contains(JavaModifier.PUBLIC)
                || modifiers.contains(JavaModifier.PROTECTED);
    }

    private static Set<String> exported() throws IOException {
        Set<String> names = new TreeSet<>();
        Matcher exports =
                EXPORTS.matcher(Files.readString(Path.of("src/main/java/module-info.java")));
        while (exports.find()) {
            names.add(exports.group(1));
        }
        assertThat(names).isNotEmpty();
        return names;
    }
}
