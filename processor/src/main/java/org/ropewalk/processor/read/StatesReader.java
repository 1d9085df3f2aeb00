package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;

/** Reads the states of a protocol: the initial one, and all that can be reached from it. */
final class StatesReader {
    private final Elements elements;
    private final Readers readers;
    private final StateReader stateReader;

    StatesReader(Elements elements, Readers readers, StateReader stateReader) {
        this.elements = elements;
        this.readers = readers;
        this.stateReader = stateReader;
    }

    /** The states, the initial one first. */
    List<StateModel> read(TypeElement protocol, TypeElement initial, Limits limits) {
        if (initial.equals(protocol)) {
            StateModel only = stateReader.read(protocol, limits);
            checkCommands(protocol, only);
            return List.of(only);
        }
        Map<ClassName, StateModel> states = new LinkedHashMap<>();
        Queue<ClassName> reached = new ArrayDeque<>(List.of(ClassName.get(initial)));
        while (!reached.isEmpty()) {
            ClassName name = reached.remove();
            if (!states.containsKey(name)) {
                TypeElement type = elements.getTypeElement(name.canonicalName());
                StateModel state = stateReader.read(type, limits);
                checkCommands(type, state);
                states.put(name, state);
                reached.addAll(next(state));
            }
        }
        checkReached(protocol, states.keySet());
        return List.copyOf(states.values());
    }

    private void checkCommands(TypeElement type, StateModel state) {
        if (state.commands().isEmpty() && !readers.reports().hasErrors()) {
            readers.reports().add(Diagnostic.NO_COMMANDS, Place.of(type), type.getSimpleName());
        }
    }

    /** States that nothing leads to are mistakes, or fragments that others inherit. */
    private void checkReached(TypeElement protocol, Set<ClassName> reached) {
        Set<TypeElement> inherited = new LinkedHashSet<>();
        for (ClassName name : reached) {
            collect(elements.getTypeElement(name.canonicalName()), inherited);
        }
        for (TypeElement nested : ElementFilter.typesIn(protocol.getEnclosedElements())) {
            if (readers.typeReader().isState(nested)
                    && !reached.contains(ClassName.get(nested))
                    && !inherited.contains(nested)) {
                readers.reports()
                        .add(
                                Diagnostic.UNREACHABLE_STATE,
                                Place.of(nested),
                                nested.getSimpleName());
            }
        }
    }

    private static void collect(TypeElement type, Set<TypeElement> inherited) {
        type.getInterfaces()
                .forEach(
                        parent -> {
                            TypeElement element =
                                    (TypeElement)
                                            ((javax.lang.model.type.DeclaredType) parent)
                                                    .asElement();
                            if (inherited.add(element)) {
                                collect(element, inherited);
                            }
                        });
    }

    // ---- what a state leads to

    private static Set<ClassName> next(StateModel state) {
        Set<ClassName> next = new LinkedHashSet<>();
        for (CommandModel command : state.commands()) {
            collect(command.answer().shape(), next);
            command.failures().forEach(failure -> collect(failure.parameters(), next));
        }
        state.greeting()
                .ifPresent(
                        greeting -> {
                            collect(greeting.answer().shape(), next);
                            greeting.failures()
                                    .forEach(failure -> collect(failure.parameters(), next));
                        });
        state.onError().ifPresent(error -> next.add(error.state()));
        return next;
    }

    private static void collect(Answer.Shape shape, Set<ClassName> next) {
        if (shape instanceof Answer.Enter enter) {
            next.add(enter.state());
        } else if (shape instanceof Answer.Structured structured) {
            collect(structured.record().components(), next);
        } else if (shape instanceof Answer.Alternatives alternatives) {
            alternatives.alternatives().forEach(alternative -> collect(alternative, next));
        } else if (shape instanceof Answer.Maybe maybe) {
            collect(maybe.present(), next);
        }
    }

    private static void collect(List<ParameterModel> components, Set<ClassName> next) {
        for (ParameterModel component : components) {
            if (component.value() instanceof ValueType.StateRef state) {
                next.add(state.javaType());
            }
        }
    }
}
