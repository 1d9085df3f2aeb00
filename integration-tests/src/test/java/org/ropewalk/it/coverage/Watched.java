package org.ropewalk.it.coverage;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.ropewalk.filter.FilteredProtocol;
import org.ropewalk.reactor.Protocol;

/**
 * Which outcomes of which commands in which states have come to pass: handlers stand behind proxies
 * that write down what they return and throw.
 */
final class Watched {
    private static final String STATE = "_STATE";

    private final Class<?> declaration;
    private final Set<String> seen = new TreeSet<>();

    Watched(Class<?> declaration) {
        this.declaration = declaration;
    }

    Set<String> seen() {
        return seen;
    }

    // ---- what is to be seen

    /** All outcomes of all methods of all states, but for the methods that are named. */
    Set<String> declared(Set<String> unwatched) {
        Set<String> all = new TreeSet<>();
        for (Class<?> state : states().values()) {
            for (Method method : state.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())
                        && !method.isBridge()
                        && !unwatched.contains(method.getName())) {
                    outcomes(method).forEach(outcome -> all.add(entry(state, method, outcome)));
                }
            }
        }
        return all;
    }

    /** The states, by their constants in the generated protocol; the protocol itself without. */
    private Map<String, Class<?>> states() {
        Map<String, Class<?>> states = new TreeMap<>();
        Map<String, Class<?>> nested =
                Arrays.stream(declaration.getDeclaredClasses())
                        .collect(
                                Collectors.toMap(
                                        type -> type.getSimpleName().toUpperCase(Locale.ROOT),
                                        type -> type));
        for (Field field : generated().getDeclaredFields()) {
            if (field.getType() == short.class && field.getName().endsWith(STATE)) {
                String name = field.getName().replace(STATE, "").replace("_", "");
                states.put(field.getName(), nested.get(name));
            }
        }
        if (states.isEmpty() && nested.values().stream().noneMatch(declaration::isAssignableFrom)) {
            states.put("", declaration);
        }
        return states;
    }

    private Class<?> generated() {
        try {
            return Class.forName(declaration.getName() + "Protocol");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> outcomes(Method method) {
        Set<String> outcomes = new LinkedHashSet<>(results(method.getGenericReturnType()));
        for (Class<?> failure : method.getExceptionTypes()) {
            outcomes.add("throws " + failure.getSimpleName());
        }
        return outcomes;
    }

    private static List<String> results(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type argument = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == CompletionStage.class) {
                return results(argument);
            }
            if (generic.getRawType() == Optional.class) {
                List<String> results = new ArrayList<>(results(argument));
                results.add("empty");
                return results;
            }
            return List.of("answered");
        }
        Class<?> result = (Class<?>) type;
        if (result == boolean.class) {
            return List.of("true", "false");
        }
        if (result.isEnum()) {
            return Arrays.stream(result.getEnumConstants()).map(Object::toString).toList();
        }
        if (result.isSealed()) {
            return Arrays.stream(result.getPermittedSubclasses())
                    .flatMap(each -> results(each).stream())
                    .toList();
        }
        return List.of(result.isRecord() ? result.getSimpleName() : "answered");
    }

    private static String entry(Class<?> state, Method method, String outcome) {
        return state.getSimpleName()
                + "."
                + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(",", "(", ")"))
                + " "
                + outcome;
    }

    // ---- what is seen

    /** Puts proxies before the handlers that {@code built} has now. */
    void watch(Protocol built) {
        Protocol protocol = FilteredProtocol.unwrapped(built);
        try {
            Class<?> state = declaration;
            for (Map.Entry<String, Class<?>> each : states().entrySet()) {
                if (!each.getKey().isEmpty()
                        && field(protocol, "state").getShort(protocol)
                                == field(protocol, each.getKey()).getShort(null)) {
                    state = each.getValue();
                }
            }
            watch(protocol, "handler", state);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Protocol protocol, String name) {
        try {
            Field field = protocol.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    private void watch(Protocol protocol, String name, Class<?> state)
            throws IllegalAccessException {
        Field field = field(protocol, name);
        Object handler = field.get(protocol);
        if (handler != null) {
            field.set(protocol, proxy(unwatched(handler), state));
        }
    }

    private static Object unwatched(Object handler) {
        return Proxy.isProxyClass(handler.getClass())
                ? ((Watch) Proxy.getInvocationHandler(handler)).handler
                : handler;
    }

    private Object proxy(Object handler, Class<?> state) {
        return Proxy.newProxyInstance(
                declaration.getClassLoader(),
                interfaces(handler).toArray(Class<?>[]::new),
                new Watch(handler, state));
    }

    private static Set<Class<?>> interfaces(Object handler) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> type = handler.getClass(); type != null; type = type.getSuperclass()) {
            all.addAll(List.of(type.getInterfaces()));
        }
        return all;
    }

    private final class Watch implements java.lang.reflect.InvocationHandler {
        private final Object handler;
        private final Class<?> state;

        Watch(Object handler, Class<?> state) {
            this.handler = handler;
            this.state = state;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            method.setAccessible(true);
            try {
                Object result = method.invoke(handler, arguments);
                if (result instanceof CompletionStage<?> stage) {
                    stage.whenComplete(
                            (value, failure) ->
                                    saw(method, failure == null ? of(value) : thrown(failure)));
                } else {
                    saw(method, of(result));
                }
                return result;
            } catch (InvocationTargetException e) {
                saw(method, thrown(e.getCause()));
                throw e.getCause();
            }
        }

        private void saw(Method method, String outcome) {
            Method declared = method;
            try {
                // Where a state says its own of an inherited method, it is the state's.
                declared = state.getMethod(method.getName(), method.getParameterTypes());
            } catch (NoSuchMethodException e) {
                // Of a state that the handler serves too.
            }
            String result =
                    results(declared.getGenericReturnType()).contains(outcome)
                            ? outcome
                            : "answered";
            seen.add(entry(state, method, outcome.startsWith("throws") ? outcome : result));
        }

        private String thrown(Throwable failure) {
            Throwable cause =
                    failure.getCause() != null
                                    && failure instanceof java.util.concurrent.CompletionException
                            ? failure.getCause()
                            : failure;
            return "throws " + cause.getClass().getSimpleName();
        }

        private String of(Object value) {
            if (value instanceof Optional<?> optional) {
                return optional.isPresent() ? of(optional.get()) : "empty";
            }
            return value instanceof Record
                    ? value.getClass().getSimpleName()
                    : String.valueOf(value);
        }
    }
}
