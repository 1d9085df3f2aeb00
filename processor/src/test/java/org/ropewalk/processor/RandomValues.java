package org.ropewalk.processor;

import java.lang.reflect.Constructor;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Values for a {@link RandomLine}: many of them look like what stands around them. */
final class RandomValues {
    private static final List<String> TEXTS =
            List.of(
                    "", "a", "-", "--", "a-", "-a", ",", "a,b", " ", "a b", " a", "a ", "1", "x:",
                    ": ", "\u00e9", "-1", ".x", "x.", "(", ")", ";", "\t", "ab", "a:b", ".", "..",
                    "END", "a\t", "\t.", ":");
    private static final List<String> NAMES =
            List.of(
                    "Z",
                    "z",
                    "A",
                    "a",
                    "Action",
                    "Response",
                    "",
                    "y z",
                    "y:",
                    "-",
                    "\u00e9",
                    "END");
    private static final List<Integer> NUMBERS = List.of(0, 1, -1, 12, -12, 7, 123456);

    private final Served served;
    private final Random random;

    RandomValues(Served served, Random random) {
        this.served = served;
        this.random = random;
    }

    /** A value of each type. */
    Object[] of(List<String> types) throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        for (String type : types) {
            values.add(of(type));
        }
        return values.toArray();
    }

    /** A value of a type that a {@link RandomLine} has. */
    Object of(String type) throws ReflectiveOperationException {
        if (type.startsWith("Optional<")) {
            return random.nextInt(2) == 0
                    ? Optional.empty()
                    : Optional.of(of(type.substring(9, type.length() - 1)));
        }
        return switch (type) {
            case "int", "Integer" -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            case "boolean" -> random.nextBoolean();
            case "E" -> served.type("X$E").getEnumConstants()[random.nextInt(3)];
            case "List<String>" -> texts();
            case RandomBlock.COLLECTED -> collected();
            case "P", "B", "Q", "A", "C" -> record(type);
            case "W" -> record(List.of("A", "B", "C").get(random.nextInt(3)));
            case RandomLine.TIME ->
                    LocalDateTime.of(2001 + random.nextInt(20), 2, 28, 1, 2, random.nextInt(60))
                            .plusNanos(random.nextInt(4) == 0 ? 1 : 0);
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    private List<String> texts() {
        List<String> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return list;
    }

    private Map<String, String> collected() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            fields.put(
                    NAMES.get(random.nextInt(NAMES.size())),
                    TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return fields;
    }

    /** A record of a number, a text, both, or a list. */
    private Object record(String type) throws ReflectiveOperationException {
        Object[] components = new Object[constructor(type).getParameterCount()];
        for (int i = 0; i < components.length; i++) {
            Class<?> of = constructor(type).getParameterTypes()[i];
            components[i] =
                    of == int.class
                            ? NUMBERS.get(random.nextInt(NUMBERS.size()))
                            : of == List.class ? texts() : TEXTS.get(random.nextInt(TEXTS.size()));
        }
        return made(type, components);
    }

    /** A value of a record of the declaration. */
    Object made(String type, Object... components) throws ReflectiveOperationException {
        return constructor(type).newInstance(components);
    }

    private Constructor<?> constructor(String type) throws ReflectiveOperationException {
        Constructor<?> constructor = served.type("X$" + type).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor;
    }
}
