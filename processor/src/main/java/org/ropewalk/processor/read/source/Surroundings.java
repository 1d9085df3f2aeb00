package org.ropewalk.processor.read.source;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * What generated types must respect around them.
 *
 * @param hidden simple names that mean a type of the user's where the generated code would mean
 *     another: these types are always qualified
 * @param suppressed the keys of warnings that the use of declared elements causes
 */
public record Surroundings(Set<String> hidden, Set<String> suppressed) {
    /** Those of a declaration that reaches {@code reached}. */
    public static Surroundings of(
            TypeElement protocol, Collection<TypeElement> reached, Elements elements) {
        Set<String> hidden = new TreeSet<>();
        for (Element other : elements.getPackageOf(protocol).getEnclosedElements()) {
            if (Visible.type("java.lang." + other.getSimpleName(), protocol, elements) != null) {
                hidden.add(other.getSimpleName().toString());
            }
        }
        Set<String> suppressed = new TreeSet<>();
        for (TypeElement type : reached) {
            if (type.getKind().isInterface()) {
                hide(ElementFilter.typesIn(elements.getAllMembers(type)), hidden);
                // Generated classes inherit constants, which mean more than types of their names.
                hide(ElementFilter.fieldsIn(elements.getAllMembers(type)), hidden);
            }
            suppress(type, elements, suppressed);
        }
        return new Surroundings(hidden, suppressed);
    }

    private static void hide(List<? extends Element> members, Set<String> hidden) {
        members.forEach(member -> hidden.add(member.getSimpleName().toString()));
    }

    /** Adds the warnings that generated code causes when it uses {@code type} or its members. */
    private static void suppress(TypeElement type, Elements elements, Set<String> suppressed) {
        for (Element outer = type;
                outer instanceof TypeElement;
                outer = outer.getEnclosingElement()) {
            deprecation(outer, elements, suppressed);
        }
        type.getEnclosedElements().forEach(each -> deprecation(each, elements, suppressed));
    }

    private static void deprecation(Element element, Elements elements, Set<String> suppressed) {
        if (elements.isDeprecated(element)) {
            boolean removal =
                    element.getAnnotationMirrors().stream()
                            .anyMatch(each -> each.toString().contains("forRemoval=true"));
            suppressed.add(removal ? "removal" : "deprecation");
        }
    }
}
