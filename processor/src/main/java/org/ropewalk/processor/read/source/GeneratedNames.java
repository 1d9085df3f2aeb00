package org.ropewalk.processor.read.source;

import com.palantir.javapoet.ClassName;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Checks that no generated type has the name of another, or one that a declared type hides. */
public final class GeneratedNames {
    private static final List<String> SUFFIXES = List.of("Protocol", "Factory", "Client", "Pushes");

    private final Elements elements;
    private final Predicate<Element> generated;
    private final Reports reports;

    /** A check; {@code generated} tells what generators have made. */
    public GeneratedNames(Elements elements, Predicate<Element> generated, Reports reports) {
        this.elements = elements;
        this.generated = generated;
        this.reports = reports;
    }

    /** Reports names that are taken. */
    public void check(TypeElement protocol, ProtocolModel model, Resolution resolution) {
        for (String suffix : SUFFIXES) {
            ClassName name = model.generated(suffix);
            TypeElement other = Visible.type(name.canonicalName(), protocol, elements);
            if (other != null && !generated.test(other)) {
                report(protocol, name.simpleName(), protocol.getSimpleName());
            }
        }
        Map<String, String> nested = nested(protocol, model);
        if (elements.getPackageOf(protocol).isUnnamed()) {
            checkUnnamed(model, nested, resolution);
        }
        for (TypeElement type : resolution.reached()) {
            if (!type.getKind().isInterface()) {
                continue;
            }
            for (TypeElement member : ElementFilter.typesIn(type.getEnclosedElements())) {
                String generatedFor = nested.get(member.getSimpleName().toString());
                if (generatedFor != null) {
                    report(
                            member,
                            type.getSimpleName() + "." + member.getSimpleName(),
                            generatedFor);
                }
            }
        }
    }

    /**
     * The names of generated types that code inside a declared interface's implementation uses,
     * each with what it is generated for.
     */
    private Map<String, String> nested(TypeElement protocol, ProtocolModel model) {
        Map<String, String> names = new HashMap<>();
        for (String suffix : SUFFIXES) {
            names.put(model.generated(suffix).simpleName(), protocol.getSimpleName().toString());
        }
        if (!model.hasStates()) {
            names.put("BlockingView", protocol.getSimpleName().toString());
            return names;
        }
        Map<String, ClassName> stubs = new HashMap<>();
        for (StateModel state : model.states()) {
            String simple = state.type().simpleName();
            ClassName earlier = stubs.putIfAbsent(simple, state.type());
            if (earlier != null) {
                report(
                        elements.getTypeElement(state.type().canonicalName()),
                        String.join(".", earlier.simpleNames()),
                        String.join(".", state.type().simpleNames()));
            }
            names.put(simple + "View", simple);
        }
        checkLetterCase(model);
        return names;
    }

    /**
     * A type of the unnamed package has no qualified name: a type of the client with the same name
     * hides it.
     */
    private void checkUnnamed(
            ProtocolModel model, Map<String, String> nested, Resolution resolution) {
        Map<String, String> hiding = new HashMap<>(nested);
        if (model.hasStates()) {
            for (StateModel state : model.states()) {
                hiding.put(state.type().simpleName(), state.type().simpleName());
            }
        }
        for (TypeElement type : resolution.reached()) {
            String generatedFor = hiding.get(type.getSimpleName().toString());
            if (generatedFor != null && isInUnnamedPackage(type)) {
                reports.add(
                        Diagnostic.NAME_COLLISION,
                        Place.of(type),
                        type.getSimpleName(),
                        generatedFor,
                        ", or put " + type.getSimpleName() + " in a package");
            }
        }
    }

    private static boolean isInUnnamedPackage(TypeElement type) {
        return type.getEnclosingElement() instanceof PackageElement home && home.isUnnamed();
    }

    /**
     * Class files of types whose names differ only in letter case are one on some systems; where
     * the declared states themselves differ so, their own class files are.
     */
    private void checkLetterCase(ProtocolModel model) {
        Map<String, ClassName> files = new HashMap<>();
        for (StateModel state : model.states()) {
            String simple = state.type().simpleName();
            for (String name : List.of(simple, simple + "View")) {
                ClassName file = state.type().peerClass(name);
                ClassName other = files.putIfAbsent(name.toLowerCase(Locale.ROOT), file);
                boolean declared =
                        other == null
                                || file.enclosingClassName().equals(other.enclosingClassName())
                                        && name.endsWith("View")
                                                == other.simpleName().endsWith("View");
                if (!declared && !other.simpleName().equals(name)) {
                    report(
                            elements.getTypeElement(state.type().canonicalName()),
                            other.simpleName()
                                    + ", which differs from "
                                    + name
                                    + " only in letter case,",
                            simple);
                }
            }
        }
    }

    private void report(TypeElement place, Object existing, Object generatedFor) {
        reports.add(Diagnostic.NAME_COLLISION, Place.of(place), existing, generatedFor, "");
    }
}
