package org.ropewalk.processor.read.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/**
 * Finds the functions of a Kotlin interface that kapt hides: a value class as a parameter or as a
 * result gives a function a name that Java cannot write, such as {@code get-fCFiwPE}. The names
 * stand in the metadata of the interface alone.
 */
public final class HiddenFunctions {
    private static final String METADATA = "kotlin.Metadata";
    private static final Pattern MANGLED = Pattern.compile("([A-Za-z_]\\w*)-[\\w-]{7}");

    private HiddenFunctions() {}

    /** Reports the functions of {@code type} that are hidden. */
    public static void check(TypeElement type, Reports reports) {
        for (String function : of(type)) {
            reports.add(Diagnostic.VALUE_CLASS, Place.of(type), function, type.getSimpleName());
        }
    }

    private static List<String> of(TypeElement type) {
        List<String> functions = new ArrayList<>();
        for (AnnotationMirror mirror : type.getAnnotationMirrors()) {
            TypeElement annotation = (TypeElement) mirror.getAnnotationType().asElement();
            if (annotation.getQualifiedName().contentEquals(METADATA)) {
                mirror.getElementValues()
                        .forEach(
                                (member, value) -> {
                                    if (member.getSimpleName().contentEquals("d2")) {
                                        functions.addAll(mangled(value));
                                    }
                                });
            }
        }
        return functions;
    }

    private static List<String> mangled(AnnotationValue texts) {
        List<String> functions = new ArrayList<>();
        if (texts.getValue() instanceof List<?> all) {
            for (Object each : all) {
                Object text = each instanceof AnnotationValue value ? value.getValue() : each;
                Matcher name = MANGLED.matcher(String.valueOf(text));
                if (name.matches()) {
                    functions.add(name.group(1));
                }
            }
        }
        return functions;
    }
}
