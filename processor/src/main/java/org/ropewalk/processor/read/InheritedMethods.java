package org.ropewalk.processor.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.read.values.TypeRemedies;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;

/** Collects the methods that an interface declares and inherits. */
final class InheritedMethods {
    private final Readers readers;
    private final Elements elements;
    private final MethodRoles roles;

    InheritedMethods(Readers readers, Elements elements, MethodRoles roles) {
        this.readers = readers;
        this.elements = elements;
        this.roles = roles;
    }

    /**
     * The methods of the interface and of those that it inherits from, each once, its own first.
     */
    List<ExecutableElement> of(TypeElement protocol) {
        List<ExecutableElement> methods = new ArrayList<>();
        collect(protocol, protocol, methods, new LinkedHashSet<>());
        return methods;
    }

    private void collect(
            TypeElement protocol,
            TypeElement type,
            List<ExecutableElement> methods,
            Set<TypeElement> seen) {
        if (!seen.add(type) || !readers.visibility().check(type, Place.of(protocol))) {
            return;
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            boolean overridden =
                    methods.stream().anyMatch(known -> overrides(known, method, protocol));
            if (roles.belongsToHandlers(method) && !overridden) {
                // A super-interface that was visited before may declare what this one redeclares.
                methods.removeIf(known -> overrides(method, known, protocol));
                if (!conflicts(protocol, methods, method)) {
                    methods.add(method);
                }
            }
        }
        for (TypeMirror inherited : type.getInterfaces()) {
            DeclaredType declared = (DeclaredType) inherited;
            TypeElement parent = (TypeElement) declared.asElement();
            if (declared.getTypeArguments().size() < parent.getTypeParameters().size()) {
                String owner = type.getSimpleName().toString();
                Place place = Place.of(type);
                readers.typeReader()
                        .unsupported(declared, owner, place, TypeRemedies.argument(declared));
            } else {
                collect(protocol, parent, methods, seen);
            }
        }
    }

    /** Asks the compiler about methods of one name only: it takes long to tell others apart. */
    private boolean overrides(
            ExecutableElement method, ExecutableElement other, TypeElement protocol) {
        return method.getSimpleName().equals(other.getSimpleName())
                && elements.overrides(method, other, protocol);
    }

    /** Whether two methods say the same, so that it is one command whichever is read. */
    private boolean isAlike(
            TypeElement protocol, ExecutableElement known, ExecutableElement method) {
        return isPlain(known)
                && isPlain(method)
                && declared(protocol, known).equals(declared(protocol, method));
    }

    /** Whether a handler is called as the interface that declares a method. */
    private static boolean isPlain(ExecutableElement method) {
        TypeElement home = (TypeElement) method.getEnclosingElement();
        return home.getTypeParameters().isEmpty();
    }

    private String declared(TypeElement protocol, ExecutableElement method) {
        ExecutableType type = readers.asMember(protocol, method);
        StringBuilder text = new StringBuilder();
        text.append(type).append(type.getThrownTypes()).append(method.getAnnotationMirrors());
        for (VariableElement parameter : method.getParameters()) {
            text.append(parameter).append(parameter.getAnnotationMirrors());
        }
        return text.toString();
    }

    /** Two interfaces may have one method, but then it is one command. */
    private boolean conflicts(
            TypeElement protocol, List<ExecutableElement> methods, ExecutableElement method) {
        for (ExecutableElement known : methods) {
            if (!known.getEnclosingElement().equals(method.getEnclosingElement())
                    && known.getSimpleName().equals(method.getSimpleName())
                    && readers.types()
                            .isSubsignature(
                                    readers.asMember(protocol, known),
                                    readers.asMember(protocol, method))) {
                if (isAlike(protocol, known, method)) {
                    return true;
                }
                readers.reports()
                        .add(
                                Diagnostic.CONFLICTING_COMMANDS,
                                Place.of(protocol),
                                method.getSimpleName(),
                                known.getEnclosingElement().getSimpleName(),
                                method.getEnclosingElement().getSimpleName(),
                                protocol.getSimpleName());
                return true;
            }
        }
        return false;
    }
}
