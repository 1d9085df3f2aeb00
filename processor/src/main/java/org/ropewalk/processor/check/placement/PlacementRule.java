package org.ropewalk.processor.check.placement;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.read.Declaration;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Each annotation stands where it has an effect. */
public final class PlacementRule {
    /** What a method is by its annotation, and what its parameters are. */
    private static final Map<String, List<Site>> ROLES =
            Map.of(
                    "Command", List.of(Site.COMMAND, Site.COMMAND_PARAMETER),
                    "OnConnect", List.of(Site.GREETING, Site.PARAMETER),
                    "OnDisconnect", List.of(Site.FAREWELL, Site.PARAMETER),
                    "OnError", List.of(Site.ERROR_METHOD, Site.ERROR_PARAMETER),
                    "Supplies", List.of(Site.SUPPLY, Site.PARAMETER));

    private final Declaration declaration;
    private final Set<TypeElement> states;
    private final Set<Element> payloads = new HashSet<>();
    private final Set<TypeElement> pushed = new LinkedHashSet<>();
    private final Reports reports;

    private PlacementRule(Declaration declaration, Reports reports) {
        this.declaration = declaration;
        this.states = declaration.states();
        this.reports = reports;
        for (StateModel state : declaration.model().states()) {
            Stream.concat(state.commands().stream(), state.greeting().stream())
                    .filter(command -> isPayload(command.answer().shape()))
                    .map(this::method)
                    .forEach(payloads::add);
        }
        ElementFilter.typesIn(declaration.element().getEnclosedElements()).stream()
                .filter(type -> Members.has(type, "Push"))
                .forEach(this::inherited);
    }

    /** Adds what a push interface inherits from. */
    private void inherited(TypeElement type) {
        for (TypeMirror parent : type.getInterfaces()) {
            TypeElement element = (TypeElement) ((DeclaredType) parent).asElement();
            if (pushed.add(element)) {
                inherited(element);
            }
        }
    }

    /** Reports what {@code declaration} breaks. */
    public static void check(Declaration declaration, Reports reports) {
        PlacementRule rule = new PlacementRule(declaration, reports);
        rule.greetings();
        for (TypeElement type : declaration.reached()) {
            if (rule.isOwn(type)) {
                rule.type(type, rule.site(type));
            }
        }
    }

    /** Reports what nothing uses, in a declaration that obeys all other rules of its parts. */
    public static void checkUses(Declaration declaration, Reports reports) {
        if (!reports.hasErrors()) {
            CounterpartRule.check(declaration, reports);
            ReplyMemberRule.check(declaration, reports);
        }
    }

    /** Whether a type is not one of another protocol, with which it is checked. */
    private boolean isOwn(TypeElement type) {
        for (Element outer = type;
                outer instanceof TypeElement && !outer.equals(declaration.element());
                outer = outer.getEnclosingElement()) {
            if (Members.has(outer, "LineProtocol")) {
                return false;
            }
        }
        return true;
    }

    private Site site(TypeElement type) {
        boolean replies = Members.has(type, "Reply");
        return switch (type.getKind()) {
            case RECORD -> replies ? Site.REPLY_RECORD : Site.RECORD;
            case CLASS -> replies ? Site.REPLY_CLASS : Site.CLASS;
            case ENUM -> Site.ENUM;
            case INTERFACE -> interfaceSite(type);
            default -> Site.OTHER_TYPE;
        };
    }

    private Site interfaceSite(TypeElement type) {
        if (type.equals(declaration.element())) {
            return states.contains(type) ? Site.PROTOCOL_STATE : Site.PROTOCOL;
        }
        if (Members.has(type, "Push") && declaration.element().equals(type.getEnclosingElement())) {
            return Site.PUSHES;
        }
        if (states.contains(type)) {
            return Site.STATE;
        }
        if (pushed.contains(type)) {
            return Site.PUSH_FRAGMENT;
        }
        return type.getModifiers().contains(Modifier.SEALED) && !declaresCommands(type)
                ? Site.OTHER_TYPE
                : Site.FRAGMENT;
    }

    private void type(TypeElement type, Site site) {
        check(type, site);
        MemberRule.type(type, site, reports);
        if (Members.has(type, "Blocking") && site.takes("Blocking") && !declaresCommands(type)) {
            report(type, "Blocking", "it declares no command", Homes.remedy("Blocking"));
        }
        type.getRecordComponents().forEach(component -> component(type, component));
        for (Element member : type.getEnclosedElements()) {
            switch (member.getKind()) {
                case METHOD -> method((ExecutableElement) member, site);
                case CONSTRUCTOR -> constructor((ExecutableElement) member, type);
                case ENUM_CONSTANT -> check(member, Site.CONSTANT);
                case FIELD -> field(member, type);
                default -> {
                    // Types are reached themselves.
                }
            }
        }
    }

    private void method(ExecutableElement method, Site site) {
        if (isAccessor(method)) {
            return;
        }
        List<Site> sites = List.of(Site.METHOD, Site.PARAMETER);
        if (site == Site.PUSHES || site == Site.PUSH_FRAGMENT) {
            if (!Members.has(method, "Reply")
                    || method.getReturnType().getKind() != TypeKind.VOID) {
                // It is reported that this is no push message.
                return;
            }
            sites = List.of(Site.PUSH, Site.PUSH_PARAMETER);
        } else if (site.takes("Advertise")) {
            Optional<String> role =
                    Members.names(method).stream().filter(ROLES::containsKey).findFirst();
            if (role.isPresent() && isUnused(method)) {
                report(
                        method,
                        role.get(),
                        "no state inherits from " + method.getEnclosingElement().getSimpleName(),
                        "let a state extend it, or move the method to a state");
                return;
            }
            sites = role.map(ROLES::get).orElse(sites);
        }
        if (sites.get(1) == Site.ERROR_PARAMETER && isForAllErrors(method)) {
            // Its parameters are told by their types.
            sites = List.of(Site.ERROR_METHOD, Site.PARAMETER);
        }
        check(method, sites.get(0));
        if (sites.get(0) == Site.SUPPLY && isState(method.getReturnType())) {
            reports.add(
                    Diagnostic.UNSUPPORTED_TYPE,
                    Place.of(method),
                    ((DeclaredType) method.getReturnType()).asElement().getSimpleName(),
                    method.getSimpleName(),
                    "return a value, because a state is never sent");
        }
        MemberRule.method(method, sites.get(0), payloads.contains(method), reports);
        for (Element parameter : method.getParameters()) {
            check(parameter, isHandle(parameter) ? Site.HANDLE_PARAMETER : sites.get(1));
            MemberRule.parameter(parameter, sites.get(1), reports);
        }
    }

    private static boolean isForAllErrors(ExecutableElement method) {
        return Members.value(method, "OnError", "command").isEmpty();
    }

    /** Whether a parameter is no value, but what a handler sends replies or runs commands with. */
    private static boolean isHandle(Element parameter) {
        String type = parameter.asType().toString();
        return type.startsWith("org.ropewalk.line.Replies<")
                || type.equals("org.ropewalk.batch.QueuedCommands");
    }

    /** Whether a method is one of a protocol that is no state, and that no state inherits from. */
    private boolean isUnused(ExecutableElement method) {
        return method.getEnclosingElement().equals(declaration.element())
                && !method.getModifiers().contains(Modifier.STATIC)
                && !states.contains(declaration.element())
                && states.stream().noneMatch(this::isInherited);
    }

    private boolean isState(TypeMirror type) {
        return type instanceof DeclaredType declared && states.contains(declared.asElement());
    }

    private boolean isInherited(TypeElement type) {
        return type.equals(declaration.element())
                || type.getInterfaces().stream()
                        .map(parent -> (TypeElement) ((DeclaredType) parent).asElement())
                        .anyMatch(this::isInherited);
    }

    /** A greeting is sent where a connection begins, and in no other state. */
    private void greetings() {
        Optional<Element> first = declaration.model().initial().greeting().map(this::method);
        for (StateModel state : declaration.model().states()) {
            state.greeting()
                    .map(this::method)
                    .filter(method -> !first.equals(Optional.of(method)))
                    .ifPresent(
                            method ->
                                    report(
                                            method,
                                            "OnConnect",
                                            state.type().simpleName() + " is not the initial state",
                                            "move it to the initial state, or use the reply of the"
                                                    + " command that leads here"));
        }
    }

    private Element method(CommandModel command) {
        return declaration.place(command).element();
    }

    /** Whether a result follows its line as a payload. */
    private static boolean isPayload(Answer.Shape shape) {
        return shape instanceof Answer.Behind
                || shape instanceof Answer.Items
                || shape instanceof Answer.Maybe maybe && isPayload(maybe.present());
    }

    private void constructor(ExecutableElement constructor, TypeElement type) {
        if (type.getKind() == ElementKind.CLASS) {
            constructor.getParameters().forEach(each -> check(each, Site.REPLY_PARAMETER));
            constructor.getParameters().forEach(each -> MemberRule.fields(each, reports));
        }
    }

    /** Fields of a record have what its components have. */
    private void field(Element field, TypeElement type) {
        if (type.getKind() != ElementKind.RECORD
                || field.getModifiers().contains(Modifier.STATIC)) {
            check(field, Site.FIELD);
        }
    }

    /** Java copies what is written on a component to its field, accessor and parameter. */
    private void component(TypeElement record, RecordComponentElement component) {
        MemberRule.component(component, reports);
        Set<String> names = new LinkedHashSet<>(Members.names(component));
        for (Element member : copies(record, component)) {
            names.addAll(Members.names(member));
        }
        for (String name : names) {
            if (!Site.COMPONENT.takes(name)) {
                report(
                        component,
                        name,
                        "it is " + Site.COMPONENT.description(),
                        Homes.remedy(name));
            }
        }
    }

    private static List<Element> copies(TypeElement record, RecordComponentElement component) {
        List<Element> copies = new ArrayList<>();
        if (component.getAccessor() != null) {
            copies.add(component.getAccessor());
        }
        for (Element member : record.getEnclosedElements()) {
            if (member instanceof ExecutableElement constructor
                    && member.getKind() == ElementKind.CONSTRUCTOR
                    && constructor.getParameters().size() == record.getRecordComponents().size()) {
                copies.add(
                        constructor
                                .getParameters()
                                .get(record.getRecordComponents().indexOf(component)));
            }
            if (member.getKind() == ElementKind.FIELD
                    && member.getSimpleName().equals(component.getSimpleName())) {
                copies.add(member);
            }
        }
        return copies;
    }

    private static boolean isAccessor(ExecutableElement method) {
        return method.getEnclosingElement() instanceof TypeElement type
                && type.getRecordComponents().stream()
                        .anyMatch(component -> method.equals(component.getAccessor()));
    }

    private void check(Element element, Site site) {
        if (reports.has(Diagnostic.NOT_A_COMMAND, element)) {
            return; // It is to become a command.
        }
        for (String name : Members.names(element)) {
            if (!site.takes(name)) {
                report(element, name, "it is " + site.description(), Homes.remedy(name));
            }
        }
    }

    private void report(Element element, String name, String why, String remedy) {
        AnnotationMirror mirror = Members.find(element, name).orElse(null);
        reports.add(
                Diagnostic.IGNORED_ANNOTATION,
                new Place(element, mirror, null),
                name,
                element.getSimpleName(),
                why,
                remedy);
    }

    /** Whether an interface has commands, or a greeting, of its own. */
    private static boolean declaresCommands(TypeElement type) {
        return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .anyMatch(
                        method ->
                                Members.has(method, "Command") || Members.has(method, "OnConnect"));
    }
}
