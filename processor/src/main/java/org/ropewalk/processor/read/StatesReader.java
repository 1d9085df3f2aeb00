package org.ropewalk.processor.read;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.SupplyModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;

/** Reads the states of a protocol: the initial one, and all that can be reached from it. */
final class StatesReader {
    private static final String RETURN_IT = "return it from a command, or remove it";

    /** The place of a command in a batch. */
    private static final SupplyModel BATCH_INDEX =
            new SupplyModel(
                    new ParameterModel(
                            "index",
                            TypeName.INT,
                            new ValueType.Integral(
                                    TypeName.INT, BigInteger.ZERO, BigInteger.valueOf(1 << 30)),
                            ParameterModel.Role.VALUE,
                            Optional.empty(),
                            "index"),
                    SupplyModel.BATCH);

    private final Elements elements;
    private final Readers readers;
    private final StateReader stateReader;

    StatesReader(Elements elements, Readers readers, StateReader stateReader) {
        this.elements = elements;
        this.readers = readers;
        this.stateReader = stateReader;
    }

    /** The states, the initial one first. */
    List<StateModel> read(TypeElement protocol, TypeElement initial, Set<ClassName> pushed) {
        Map<ClassName, StateModel> states = new LinkedHashMap<>();
        Queue<ClassName> reached = new ArrayDeque<>(List.of(ClassName.get(initial)));
        reached.addAll(pushed);
        while (!reached.isEmpty()) {
            ClassName name = reached.remove();
            if (!states.containsKey(name)) {
                TypeElement type = elements.getTypeElement(name.canonicalName());
                if (!type.equals(protocol)) {
                    StateReader.checkPlain(type, "State ", readers.reports());
                }
                StateModel state = stateReader.read(type);
                checkCommands(protocol, type, state);
                states.put(name, state);
                reached.addAll(state.next());
            }
        }
        if (!stateReader.isIncomplete()) {
            checkReached(protocol, states.keySet());
        }
        List<StateModel> all = List.copyOf(states.values());
        return all.stream().anyMatch(state -> state.batch().isPresent())
                ? all.stream().map(state -> state.with(BATCH_INDEX)).toList()
                : all;
    }

    /** A state without commands must greet, or be one in which the server pushes. */
    private void checkCommands(TypeElement protocol, TypeElement type, StateModel state) {
        boolean speaks =
                !state.commands().isEmpty()
                        || state.greeting().isPresent()
                        || ElementFilter.typesIn(protocol.getEnclosedElements()).stream()
                                .anyMatch(nested -> readers.annotations().has(nested, "Push"));
        boolean states =
                !namesInitial(protocol)
                        && ElementFilter.typesIn(protocol.getEnclosedElements()).stream()
                                .anyMatch(readers.typeReader()::isState);
        if (!speaks && !states && !readers.reports().hasErrors()) {
            readers.reports().add(Diagnostic.NO_COMMANDS, Place.of(type), type.getSimpleName());
        }
    }

    /** Whether a protocol says in which state a connection begins. */
    private boolean namesInitial(TypeElement protocol) {
        return readers.annotations()
                .find(protocol, "LineProtocol")
                .filter(line -> readers.annotations().isWritten(line, "initial"))
                .isPresent();
    }

    private static String initial(TypeElement protocol, TypeElement state) {
        return "if a connection begins in it, write @LineProtocol(initial = %s.%s.class); if not, "
                .formatted(protocol.getSimpleName(), state.getSimpleName());
    }

    /** States that nothing leads to are mistakes, or fragments that others inherit. */
    private void checkReached(TypeElement protocol, Set<ClassName> reached) {
        Set<TypeElement> inherited = new LinkedHashSet<>();
        for (ClassName name : reached) {
            collect(elements.getTypeElement(name.canonicalName()), inherited);
        }
        ElementFilter.typesIn(protocol.getEnclosedElements()).stream()
                .filter(nested -> readers.annotations().has(nested, "Push"))
                .forEach(pushes -> collect(pushes, inherited));
        boolean named = namesInitial(protocol);
        for (TypeElement nested : ElementFilter.typesIn(protocol.getEnclosedElements())) {
            if (readers.typeReader().isState(nested)
                    && !reached.contains(ClassName.get(nested))
                    && !inherited.contains(nested)) {
                readers.reports()
                        .add(
                                Diagnostic.UNREACHABLE_STATE,
                                Place.of(nested),
                                nested.getSimpleName(),
                                named ? RETURN_IT : initial(protocol, nested) + RETURN_IT);
                if (!named) {
                    // Others may be reached from this one.
                    return;
                }
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
}
