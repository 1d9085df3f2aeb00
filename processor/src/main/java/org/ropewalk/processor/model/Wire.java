package org.ropewalk.processor.model;

import com.palantir.javapoet.ClassName;
import java.util.Optional;
import org.ropewalk.processor.template.Terminators;

/**
 * How a protocol's lines stand on the wire.
 *
 * @param terminators what ends lines
 * @param separator what stands between words
 * @param caseSensitive whether the case of letters counts in verbs and literals
 * @param shortForms whether literals have a short and a long form
 * @param charset the name of the character set of text
 * @param controls the control characters that values may hold
 * @param literals the control characters that literals hold, and values do not
 * @param order how the server treats commands behind an unfinished one
 * @param carrier how words travel
 * @param continued what stands between code and text in all lines of a reply but the last; empty
 *     where nothing does
 * @param checks the values that are computed from lines
 * @param fields what holds for the fields of blocks
 * @param datagrams whether it is served over datagrams, too
 * @param filter the class that changes the bytes of a connection, if one does
 * @param quotes how words are quoted, if they are
 * @param chain how a line has several commands; empty if it has one
 */
public record Wire(
        Terminators terminators,
        Separator separator,
        boolean caseSensitive,
        boolean shortForms,
        String charset,
        String controls,
        String literals,
        Order order,
        Carrier carrier,
        String continued,
        Checks checks,
        Fields fields,
        boolean datagrams,
        Optional<ClassName> filter,
        Optional<Quotes> quotes,
        Optional<Chain> chain) {
    /**
     * How words are quoted: the members of the annotation.
     *
     * @param characters the quotes; the first is written
     * @param escape how a quote stands inside quotes
     * @param escapes pairs of a character behind a backslash and what it means
     * @param specials what ends a bare word
     * @param nil what stands for no value; empty if nothing does
     * @param literal how words are written that quotes cannot hold
     */
    public record Quotes(
            String characters,
            String escape,
            String escapes,
            String specials,
            String nil,
            String literal) {
        /** Whether a word stands for no value. */
        public boolean isNil(String word) {
            return !nil.isEmpty() && nil.equalsIgnoreCase(word);
        }
    }

    /**
     * How a line has several commands.
     *
     * @param separator what is between two of them
     * @param together how they are answered
     */
    public record Chain(char separator, Together together) {
        /** Whether each command is answered as if it were a line of its own. */
        public boolean isWhole() {
            return together == Together.WHOLE;
        }
    }

    /** How the commands of a line are answered. */
    public enum Together {
        /** Each with its own reply. */
        WHOLE,
        /** The last line of a reply is written only for the last command. */
        ONE_END,
        /** The replies are in one line. */
        ONE_LINE
    }

    /** Whether lines of replies end in CR LF, and nothing else is computed or written with them. */
    public boolean endsRepliesInCrLf() {
        return terminators.replies().get(0).equals("\r\n")
                && !terminators.emptyLines()
                && checks.reply().isEmpty()
                && chain.isEmpty();
    }

    /** Whether bytes are written as blocks of IEEE 488.2. */
    public boolean hasBlockWords() {
        return quotes.filter(each -> each.literal().equals("IEEE_488")).isPresent();
    }

    /** Whether the commands of a line share a part of their reply. */
    public boolean sharesReplies() {
        return chain.filter(each -> !each.isWhole()).isPresent();
    }

    /** Whether the replies to the commands of a line are in one line. */
    public boolean joinsReplies() {
        return chain.filter(each -> each.together() == Together.ONE_LINE).isPresent();
    }

    /**
     * What holds for the fields of blocks.
     *
     * @param folds whether a line that begins with a blank goes on with the field before it
     * @param repeated what a field that comes twice means: REFUSED, FIRST or LAST
     * @param length the name, with its mark, of the field that tells the length of a payload; empty
     *     if none does
     * @param end what follows each block and its payload; empty if nothing does
     */
    public record Fields(boolean folds, String repeated, String length, String end) {}

    /**
     * The values that are computed from lines and stand behind them.
     *
     * @param command of commands, if they have any
     * @param reply of all lines of the server, if they have any
     */
    public record Checks(Optional<LineCheck> command, Optional<LineCheck> reply) {
        /** Whether lines of one direction have any. */
        public boolean any() {
            return command.isPresent() || reply.isPresent();
        }
    }

    /** What stands between words. */
    public enum Separator {
        /** One blank or more. */
        SPACES,
        /** One blank or tab, or more. */
        BLANKS,
        /** Exactly one blank. */
        ONE_SPACE
    }

    /** How commands behind an unfinished one are treated. */
    public enum Order {
        /** The next is read after the reply. */
        SERIAL,
        /** Handlers overlap, replies keep the order. */
        PIPELINED,
        /** Handlers overlap, replies go out as they come. */
        TAGGED
    }

    /** How words travel. */
    public enum Carrier {
        /** As they stand. */
        LINE,
        /** A colon starts the last one, which may have blanks. */
        TRAILING,
        /** As elements of arrays of RESP. */
        RESP,
        /** As elements of arrays, or in inline lines where these are received. */
        RESP_OR_LINE
    }

    /** Whether a backslash begins an escape in texts, too, as words have no quotes. */
    public boolean escapesTexts() {
        return quotes.filter(each -> each.characters().isEmpty()).isPresent();
    }

    /** Whether values and commands are those of RESP. */
    public boolean isResp() {
        return carrier == Carrier.RESP || carrier == Carrier.RESP_OR_LINE;
    }

    /**
     * This, with what the templates of a protocol hold.
     *
     * @param found the controls of their literals
     * @param length the name, with its mark, of the field of a length
     */
    Wire withTemplates(String found, String length) {
        return new Wire(
                terminators,
                separator,
                caseSensitive,
                shortForms,
                charset,
                controls,
                found,
                order,
                carrier,
                continued,
                checks,
                new Fields(fields.folds(), fields.repeated(), length, fields.end()),
                datagrams,
                filter,
                quotes,
                chain);
    }

    /** What counts as one blank, and as none at a line's begin and end; empty if nothing does. */
    public String trimmed() {
        return switch (separator) {
            case ONE_SPACE -> "";
            case SPACES -> " ";
            case BLANKS -> " \t";
        };
    }

    /** Whether all lines of a reply but the last are marked. */
    public boolean marksContinued() {
        return !continued.isEmpty();
    }

    /**
     * Whether the lines of {@code list} get marks. Where its first line is declared with one, the
     * lines behind it are written as they are, without a code.
     */
    public boolean marks(ReplyModel list) {
        return marksContinued()
                && list.per().isEmpty()
                && list.value().filter(line -> line.isMarked(continued)).isEmpty();
    }
}
