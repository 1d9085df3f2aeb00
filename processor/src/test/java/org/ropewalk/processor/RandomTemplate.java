package org.ropewalk.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.tools.JavaFileObject;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.RecordModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Line;
import org.ropewalk.processor.template.TemplateParser;
import org.ropewalk.processor.template.TemplateSyntaxException;

/**
 * A random line of words, values and groups, which begins with {@code v}.
 *
 * @param parameters the values as parameters in Java
 * @param values the same as the model has them
 */
record RandomTemplate(String text, String parameters, List<ParameterModel> values) {
    private static final int MAX_WORDS = 3;
    private static final List<String> WORDS =
            List.of("a", "b", "ab", "1", "-1", "a-b", "1-a", "a,b", ":a", "k=a", "f", "a-1-b");

    /** Every line of the verb and some of the words. */
    static final List<String> LINES = lines();

    /** The types of parameters. */
    static final List<JavaFileObject> TYPES =
            List.of(
                    Compiled.source("p.E", "package p; enum E { a, b }"),
                    Compiled.source(
                            "p.O",
                            "package p; record O(java.util.Optional<String> k, boolean f) {}"));

    private static final ValueType.Text TEXT = new ValueType.Text(ClassName.get(String.class));
    private static final ValueType.Enumeration ENUM =
            new ValueType.Enumeration(
                    ClassName.get("p", "E"),
                    List.of(
                            new ValueType.Enumeration.Constant("a", "a"),
                            new ValueType.Enumeration.Constant("b", "b")));
    private static final ValueType.Integral INT =
            new ValueType.Integral(
                    TypeName.INT,
                    BigInteger.valueOf(Integer.MIN_VALUE),
                    BigInteger.valueOf(Integer.MAX_VALUE));
    private static final ValueType.Options OPTIONS =
            new ValueType.Options(
                    new RecordModel(
                            ClassName.get("p", "O"),
                            List.of(
                                    parameter("k", maybe(TEXT)),
                                    parameter("f", new ValueType.Truth(TypeName.BOOLEAN)))),
                    List.of("k", "f"),
                    Set.of(),
                    Optional.empty());

    private static ParameterModel parameter(String name, ValueType type) {
        return new ParameterModel(
                name, type.javaType(), type, ParameterModel.Role.VALUE, Optional.empty(), name);
    }

    private static ValueType maybe(ValueType type) {
        return new ValueType.Maybe(
                ClassName.get(Optional.class), ValueType.Optionality.OPTIONAL, type);
    }

    private static List<String> lines() {
        List<String> all = new ArrayList<>(List.of("v"));
        int from = 0;
        for (int words = 0; words < MAX_WORDS; words++) {
            int to = all.size();
            for (String line : all.subList(from, to).toArray(String[]::new)) {
                WORDS.forEach(word -> all.add(line + " " + word));
            }
            from = to;
        }
        return List.copyOf(all);
    }

    /** As many different lines. */
    static List<RandomTemplate> different(int count, Random random) {
        Set<String> seen = new LinkedHashSet<>();
        List<RandomTemplate> templates = new ArrayList<>();
        while (templates.size() < count) {
            RandomTemplate template = Maker.make(random);
            if (seen.add(template.text())) {
                templates.add(template);
            }
        }
        return templates;
    }

    /** Whether a report says that a line is not one that may be written. */
    static boolean isRefusedAlone(String report) {
        return report.startsWith("[Ropewalk/AmbiguousGroup]")
                || report.startsWith("[Ropewalk/TextWithoutEnd]")
                || report.startsWith("[Ropewalk/DuplicatePlaceholder]");
    }

    /** The line as the model has it. */
    Line line() {
        try {
            return Line.of(TemplateParser.parse(text), values, Optional.empty());
        } catch (TemplateSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    /** A command of this line. */
    String command(String method, String reply) {
        return "@Command(\"%s\") @Reply(\"%s\") default void %s(%s) {}"
                .formatted(text, reply, method, parameters);
    }

    /** Makes one line. */
    private static final class Maker {
        private final Random random;
        private final StringBuilder text = new StringBuilder("v");
        private final List<String> java = new ArrayList<>();
        private final List<ParameterModel> values = new ArrayList<>();

        Maker(Random random) {
            this.random = random;
        }

        static RandomTemplate make(Random random) {
            Maker maker = new Maker(random);
            int words = 1 + random.nextInt(MAX_WORDS);
            for (int i = 0; i < words; i++) {
                if (random.nextInt(4) == 0) {
                    maker.group(words - i);
                } else {
                    maker.text.append(' ');
                    maker.word(false);
                }
            }
            if (random.nextInt(4) == 0) {
                maker.rest();
            }
            return new RandomTemplate(
                    maker.text.toString(), String.join(", ", maker.java), maker.values);
        }

        private void group(int left) {
            text.append("[ ");
            int which = random.nextInt(4);
            if (which == 0) {
                text.append(literal());
            } else {
                if (which == 1) {
                    text.append(literal()).append(' ');
                }
                word(true);
                if (which == 2 && left > 1) {
                    group(left - 1);
                }
            }
            text.append(']');
        }

        private String literal() {
            return List.of("a", "b", "ab", "1", "f", "k=a").get(random.nextInt(6));
        }

        private String value(String type, ValueType value, boolean optional) {
            String name = "p" + java.size();
            String boxed = type.equals("int") ? "Integer" : type;
            java.add((optional ? "Optional<" + boxed + ">" : type) + " " + name);
            values.add(parameter(name, optional ? maybe(value) : value));
            return "{" + name + "}";
        }

        private String text(boolean optional) {
            return value("String", TEXT, optional);
        }

        private String number(boolean optional) {
            return value("int", INT, optional);
        }

        private void word(boolean optional) {
            switch (random.nextInt(optional ? 3 : 10)) {
                case 0 -> text.append(text(optional));
                case 1 -> text.append(number(optional));
                case 2 -> text.append(value("E", ENUM, optional));
                case 3 -> text.append("a").append(text(false));
                case 4 -> text.append(text(false)).append("b");
                case 5 -> text.append(text(false)).append('-').append(text(false));
                case 6 -> text.append(number(false)).append('-').append(text(false));
                case 7 -> text.append("a-").append(number(false)).append("-b");
                default -> text.append(literal());
            }
        }

        private void rest() {
            String name = "p" + java.size();
            ValueType.Several list =
                    new ValueType.Several(
                            ClassName.get(List.class), ValueType.Plurality.LIST, TEXT);
            switch (random.nextInt(8)) {
                case 0 -> rest(" {" + name + "*}", "String", TEXT);
                case 1 -> rest(" :{" + name + "*}", "String", TEXT);
                case 2 -> rest(" {" + name + "*}b", "String", TEXT);
                case 3 -> rest(" {" + name + "...}", "List<String>", list);
                case 4 -> rest("[ {" + name + "...}]", "List<String>", list);
                case 5 -> rest(" {" + name + ",...}", "List<String>", list);
                case 6 -> rest(" {" + name + "=...}", "O", OPTIONS);
                default -> text.append(" {'text'}");
            }
        }

        private void rest(String part, String type, ValueType value) {
            text.append(part);
            java.add(type + " p" + java.size());
            values.add(parameter("p" + values.size(), value));
        }
    }
}
