package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.ropewalk.line.Bytes;

/** Values for a {@link RandomLine}: many of them look like what stands around them. */
final class RandomValues {
    private static final List<String> TEXTS =
            List.of(
                    "", "a", "-", "--", "a-", "-a", ",", "a,b", " ", "a b", " a", "a ", "1", "x:",
                    ": ", "\u00e9", "-1", ".x", "x.", "(", ")", ";", "\t", "ab", "a:b", ".", "..",
                    "END", "a\t", "\t.", ":", "\"", "a\"b", "\\", "'", "a\\\"", "NIL", "nil");
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

    /** Parts of bytes that look like ends. */
    private static final List<String> PIECES =
            List.of(
                    "",
                    "a",
                    "\r\n",
                    "\n",
                    "\r",
                    ".",
                    ".\r\n",
                    "\r\n.\r\n",
                    "END",
                    "END\r\n",
                    "\0",
                    "~",
                    "~~",
                    "\u00ff",
                    ";",
                    "#",
                    "5\r\n",
                    "END\n");

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
            case "OptionalInt" ->
                    random.nextBoolean()
                            ? OptionalInt.empty()
                            : OptionalInt.of(NUMBERS.get(random.nextInt(NUMBERS.size())));
            case "Bytes" -> bytes();
            case "List<Optional<String>>" -> optionals();
            case "Map<String, Integer>" -> numbered();
            // A map in version 2 of RESP is read as a list.
            case "Object" -> of(random.nextInt(3) == 0 ? "List<String>" : "String");
            case "List<Row>", "List<Song>" -> several(type.substring(5, type.length() - 1));
            case RandomBlock.COLLECTED -> collected();
            case "P", "B", "Q", "A", "C", "Row", "Letter", "Note", "Song" -> record(type);
            case "W" -> record(List.of("A", "B", "C").get(random.nextInt(3)));
            case RandomLine.TIME ->
                    LocalDateTime.of(2001 + random.nextInt(20), 2, 28, 1, 2, random.nextInt(60))
                            .plusNanos(random.nextInt(4) == 0 ? 1 : 0);
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    /** Bytes that look like ends. */
    Bytes bytes() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return Bytes.of(text.toString().getBytes(ISO_8859_1));
    }

    private List<String> texts() {
        List<String> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return list;
    }

    private List<Object> optionals() throws ReflectiveOperationException {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(of("Optional<String>"));
        }
        return list;
    }

    private Map<String, Integer> numbered() {
        Map<String, Integer> map = new LinkedHashMap<>();
        texts().forEach(each -> map.put(each, NUMBERS.get(random.nextInt(NUMBERS.size()))));
        return map;
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

    private List<Object> several(String type) throws ReflectiveOperationException {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.add(record(type));
        }
        return list;
    }

    /** A record of values of types that are known here. */
    private Object record(String type) throws ReflectiveOperationException {
        List<String> types = new ArrayList<>();
        for (Type each : constructor(type).getGenericParameterTypes()) {
            types.add(each.getTypeName().replaceAll("[a-z.]+\\.", ""));
        }
        return made(type, of(types));
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
