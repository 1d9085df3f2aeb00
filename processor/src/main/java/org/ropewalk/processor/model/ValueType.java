package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ropewalk.processor.template.LinePlanner;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Quotation;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.TimePattern;

/** What a value is on the wire, and in Java. */
public sealed interface ValueType {
    /** The type in Java. */
    TypeName javaType();

    /** How many words the value is, or each of several; 0 if that differs. */
    static int words(ValueType type) {
        if (type instanceof Maybe maybe) {
            return words(maybe.value());
        }
        if (type instanceof Several several) {
            return words(several.element());
        }
        if (type instanceof Wrapper wrapper) {
            return words(wrapper.component());
        }
        List<ValueType> forms = forms(type);
        if (!forms.isEmpty()) {
            int words = words(forms.get(0));
            return forms.stream().allMatch(each -> words(each) == words) ? words : 0;
        }
        return type instanceof Formatted formatted
                ? formatted.words()
                : type instanceof Temporal temporal ? temporal.words() : 1;
    }

    /** Whether a value is any text. */
    static boolean isText(ValueType type) {
        return type instanceof Text || type instanceof Octets || type instanceof Custom;
    }

    /** Whether a value is exactly one character. */
    static boolean isCharacter(ValueType type) {
        if (type instanceof Maybe maybe) {
            return isCharacter(maybe.value());
        }
        return type instanceof Wrapper wrapper
                ? isCharacter(wrapper.component())
                : type instanceof Character;
    }

    /** What stands at {@code node}: of an optional value itself, or a word for none. */
    static ValueType at(Node.Placeholder node, ValueType type) {
        if (!(type instanceof Maybe maybe)) {
            return type;
        }
        return node.nil().isEmpty()
                ? maybe.value()
                : new OrNil(maybe.javaType(), node.nil(), maybe.value());
    }

    /** How a value is written that may be written in several ways; empty if there is one. */
    static List<ValueType> forms(ValueType type) {
        if (type instanceof OneOf choice) {
            return choice.alternatives().stream()
                    .flatMap(
                            each ->
                                    each instanceof Spelled spelled
                                            ? spelled.spellings().stream()
                                            : Stream.of(each))
                    .toList();
        }
        return type instanceof Spelled spelled ? List.copyOf(spelled.spellings()) : List.of();
    }

    /** Whether a value has a list as a part of it. */
    static boolean hasList(ValueType type) {
        return forms(type).stream().anyMatch(ValueType::hasList)
                || type instanceof Formatted formatted
                        && formatted.record().components().stream()
                                .map(ParameterModel::value)
                                .map(each -> each instanceof Maybe maybe ? maybe.value() : each)
                                .anyMatch(each -> each instanceof Several || hasList(each));
    }

    /** Text in the protocol's character set: {@code String}. */
    record Text(TypeName javaType) implements ValueType {}

    /**
     * A string of bytes: {@code Bytes}, {@code byte[]}, or the borrowed {@code Slice}.
     *
     * @param maxLength the largest number of them that a line can tell, if they follow it
     */
    record Octets(TypeName javaType, Holder holder, long maxLength) implements ValueType {
        /** Of any number. */
        public Octets(TypeName javaType, Holder holder) {
            this(javaType, holder, Long.MAX_VALUE);
        }

        /** How Java holds it. */
        public enum Holder {
            /** {@code org.ropewalk.line.Bytes}. */
            BYTES,
            /** {@code byte[]}. */
            ARRAY,
            /** {@code org.ropewalk.line.Slice}, valid until the handler returns. */
            SLICE,
            /** {@code org.ropewalk.line.PayloadStream}: a payload piece by piece. */
            STREAM
        }
    }

    /**
     * A whole number in decimal digits: {@code byte short int long} and their boxes.
     *
     * @param min the least value
     * @param max the greatest value; beyond {@code long} for an unsigned one
     */
    record Integral(TypeName javaType, BigInteger min, BigInteger max) implements ValueType {
        /** How many bytes a payload has. */
        public static final Integral LENGTH =
                new Integral(TypeName.LONG, BigInteger.ZERO, BigInteger.valueOf(Long.MAX_VALUE));

        /** Whether Java holds values above its type's own range, as negative ones. */
        public boolean isUnsigned() {
            return min.signum() == 0 && max.testBit(bits() - 1);
        }

        private int bits() {
            TypeName primitive = javaType.isBoxedPrimitive() ? javaType.unbox() : javaType;
            if (primitive.equals(TypeName.BYTE)) {
                return Byte.SIZE;
            }
            if (primitive.equals(TypeName.SHORT)) {
                return Short.SIZE;
            }
            return primitive.equals(TypeName.INT) ? Integer.SIZE : Long.SIZE;
        }
    }

    /** {@code float}, {@code double} and their boxes. */
    record Floating(TypeName javaType) implements ValueType {}

    /** {@code BigInteger} or {@code BigDecimal}. */
    record Big(TypeName javaType, boolean decimal) implements ValueType {}

    /** Exactly one character. */
    record Character(TypeName javaType) implements ValueType {}

    /** A boolean: the presence of a literal group of its name. */
    record Truth(TypeName javaType) implements ValueType {}

    /** An enum: one word for each constant. */
    record Enumeration(ClassName javaType, List<Constant> constants) implements ValueType {
        /** Copies the list. */
        public Enumeration {
            constants = List.copyOf(constants);
        }

        /** All words that are read: the first one of each constant in their order, then others. */
        public List<String> words() {
            return Stream.concat(
                            constants.stream().map(Constant::word),
                            constants.stream().flatMap(each -> each.others().stream()))
                    .toList();
        }

        /** The places of the constants of the other words, in the order of these. */
        public List<Integer> ordinals() {
            return IntStream.range(0, constants.size())
                    .boxed()
                    .flatMap(place -> constants.get(place).others().stream().map(other -> place))
                    .toList();
        }

        /**
         * A constant.
         *
         * @param word how it is written
         * @param others how it is read, too
         */
        public record Constant(String name, String word, List<String> others) {
            /** Copies the list. */
            public Constant {
                others = List.copyOf(others);
            }

            /** A constant of one word. */
            public Constant(String name, String word) {
                this(name, word, List.of());
            }
        }
    }

    /** A record of one component: the component's word, validated by its constructor. */
    record Wrapper(ClassName javaType, String accessor, ValueType component) implements ValueType {}

    /** A record of several components, written by its {@code @Format}. */
    record Formatted(RecordModel record, Template format) implements ValueType {
        /** The format; a text in one of a single word has no blanks. */
        public Template line() {
            return hasBlanks(format.nodes()) ? format : format.ofOneWord();
        }

        private static boolean hasBlanks(List<Node> nodes) {
            return nodes.stream()
                    .anyMatch(
                            node ->
                                    node instanceof Node.Separator
                                            || node instanceof Node.Phrase
                                            || node instanceof Node.Literal literal
                                                    && literal.text().indexOf(' ') >= 0
                                            || node instanceof Node.Many many
                                                    && (many.delimiter().isEmpty()
                                                            || many.hasBlanks())
                                            || node instanceof Node.Group group
                                                    && hasBlanks(group.nodes()));
        }

        /** How it is read: as pieces of one word, or byte by byte. */
        public List<Segment> segments() {
            return isPieces(format.nodes())
                    ? Segment.of(line())
                    : List.of(new Segment.Linear(LinePlanner.of(line().nodes())));
        }

        /** This, where a word for no value stands for the components of {@code names} alone. */
        Formatted withNil(Set<String> names) {
            return new Formatted(record, Quotation.withNil(format, names));
        }

        /** The components that it leaves out. */
        public List<ParameterModel> missing() {
            return record.components().stream().filter(each -> !has(format, each)).toList();
        }

        /** The components that stand in no group. */
        public List<ParameterModel> outsideGroups() {
            Template outside =
                    new Template(
                            "",
                            format.nodes().stream()
                                    .filter(node -> !(node instanceof Node.Group))
                                    .toList());
            return record.components().stream().filter(each -> has(outside, each)).toList();
        }

        /** The optional components that it always has, without a word for no value. */
        public List<ParameterModel> always() {
            return outsideGroups().stream()
                    .filter(each -> each.value() instanceof Maybe && !hasNil(each.name()))
                    .toList();
        }

        private boolean hasNil(String name) {
            return format.nodes().stream()
                    .anyMatch(
                            node ->
                                    node instanceof Node.Word word
                                            && word.name().equals(name)
                                            && !word.nil().isEmpty());
        }

        private static boolean has(Template line, ParameterModel component) {
            return line.names().contains(component.name()) || line.hasFlag(component.name());
        }

        private static boolean isPieces(List<Node> nodes) {
            return !hasBlanks(nodes) && nodes.stream().noneMatch(Node.Many.class::isInstance);
        }

        /** How many words it is; 0 if that differs. */
        public int words() {
            return words(line().nodes());
        }

        private static int words(List<Node> nodes) {
            int words = 1;
            for (Node node : nodes) {
                if (node instanceof Node.Separator) {
                    words++;
                } else if (node instanceof Node.Phrase phrase) {
                    words += phrase.words() - 1;
                } else if (node instanceof Node.Group group
                        ? words(group.nodes()) != 1
                        : node instanceof Node.Rest
                                || node instanceof Node.Blanks
                                || hasBlanks(List.of(node))) {
                    return 0;
                }
            }
            return words;
        }

        @Override
        public TypeName javaType() {
            return record.type();
        }
    }

    /** A record with several formats: all are read, the first that can is written. */
    record Spelled(RecordModel record, List<Formatted> spellings) implements ValueType {
        /** Copies the list. */
        public Spelled {
            spellings = List.copyOf(spellings);
        }

        @Override
        public TypeName javaType() {
            return record.type();
        }
    }

    /** A sealed interface: one of several values. */
    record OneOf(ClassName javaType, List<ValueType> alternatives) implements ValueType {
        /** Copies the list. */
        public OneOf {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * Any other type that is made from text and has a {@code toString()} of its own.
     *
     * @param refusals what is thrown where the text is none of its values
     */
    record Custom(
            ClassName javaType,
            Maker maker,
            String makerName,
            boolean fromBytes,
            List<TypeName> refusals)
            implements ValueType {
        /** Copies the list. */
        public Custom {
            refusals = List.copyOf(refusals);
        }

        /** Whether its messages are the JDK's, and not about the protocol. */
        public boolean isOfJdk() {
            return javaType.packageName().startsWith("java.");
        }

        /** How it is made. */
        public enum Maker {
            /** A public static method. */
            METHOD,
            /** A public constructor. */
            CONSTRUCTOR
        }
    }

    /**
     * A value of {@code java.time} with patterns of its own.
     *
     * @param patterns all are read; the first that has room for a value is written
     */
    record Temporal(ClassName javaType, List<TimePattern> patterns) implements ValueType {
        /** Copies the list. */
        public Temporal {
            patterns = List.copyOf(patterns);
        }

        /** How many words it is. */
        public int words() {
            return patterns.get(0).words();
        }
    }

    /** A state: where the session goes; never on the wire. */
    record StateRef(ClassName javaType) implements ValueType {}

    /** What the commands of a batch have replied. */
    record Replayed(ClassName javaType) implements ValueType {
        /** The one type. */
        public static final Replayed TYPE =
                new Replayed(ClassName.get("org.ropewalk.batch", "Replayed"));
    }

    /**
     * Named words in any order, bound by a record.
     *
     * @param record whose components the words are
     * @param words how the components are named in a line
     * @param apart the words whose values are the words after them
     * @param rest the component that collects other names, if one does
     */
    record Options(RecordModel record, List<String> words, Set<String> apart, Optional<String> rest)
            implements ValueType {
        /** Copies the list and the set. */
        public Options {
            words = List.copyOf(words);
            apart = Set.copyOf(apart);
        }

        /** What is between a name and its value. */
        public String mark(String word) {
            return apart.contains(word) ? " " : "=";
        }

        @Override
        public TypeName javaType() {
            return record.type();
        }
    }

    /** A record whose components are the elements of an array of RESP. */
    record Tuple(RecordModel record) implements ValueType {
        @Override
        public TypeName javaType() {
            return record.type();
        }
    }

    /** Names and values of RESP: {@code Map<K, V>}. */
    record Pairs(TypeName javaType, ValueType key, ValueType value) implements ValueType {}

    /** Any value of RESP: {@code Object}. */
    record Any(TypeName javaType) implements ValueType {}

    /** Named words in any order, all collected. */
    record Names(TypeName javaType) implements ValueType {}

    /**
     * The fields of a block that have no place of their own, all values of each name.
     *
     * @param inOrder whether they are a list of entries, and not a map of lists
     */
    record Fields(TypeName javaType, boolean inOrder) implements ValueType {}

    /**
     * What a payload holds, where that is more than bytes or lines of text.
     *
     * @param items the record that each line is; nothing where there are no items
     * @param line how an item is written
     * @param fields the fields of a payload that has such
     * @param whole the record that has the fields; nothing where a map has them all
     * @param folds whether lines that begin with a blank continue fields
     * @param body the component that is what stands behind an empty line, if one is
     * @param method the method whose reply says how an item is written; empty if its type does
     */
    record Content(
            TypeName javaType,
            Optional<RecordModel> items,
            Template line,
            Optional<Node.Fields> fields,
            Optional<RecordModel> whole,
            boolean folds,
            Optional<ParameterModel> body,
            String method)
            implements ValueType {}

    /** An optional value: bound in an optional group. */
    record Maybe(TypeName javaType, Optionality kind, ValueType value) implements ValueType {
        /** An {@code Optional} of an object. */
        public static Maybe of(ValueType value) {
            return new Maybe(
                    ParameterizedTypeName.get(ClassName.get(Optional.class), value.javaType()),
                    Optionality.OPTIONAL,
                    value);
        }
    }

    /** An optional value, of which the bare word {@code nil} says that it is not there. */
    record OrNil(TypeName javaType, String nil, ValueType value) implements ValueType {}

    /** How Java holds an optional value. */
    enum Optionality {
        /** {@code Optional<T>}. */
        OPTIONAL,
        /** {@code OptionalInt}. */
        INT,
        /** {@code OptionalLong}. */
        LONG
    }

    /** Several values. */
    record Several(TypeName javaType, Plurality kind, ValueType element) implements ValueType {}

    /** How Java holds several values. */
    enum Plurality {
        /** {@code List<T>}. */
        LIST,
        /** {@code Set<T>}. */
        SET,
        /** {@code T[]}. */
        ARRAY,
        /** {@code org.ropewalk.line.Capabilities}: lines of text. */
        CAPABILITIES,
        /** {@code org.ropewalk.line.Words}: borrowed slices, valid until the handler returns. */
        WORDS,
        /** {@code org.ropewalk.line.Replies<T>}: sent by the handler, each written at once. */
        REPLIES
    }
}
