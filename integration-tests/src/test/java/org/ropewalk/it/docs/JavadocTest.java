package org.ropewalk.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Javadoc: a short first sentence in the terms of CONTRIBUTING.md, and none twice. */
class JavadocTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Words of the first sentence. */
    private static final int WORDS = 25;

    /** Characters of a sentence that is more than a phrase. */
    private static final int SENTENCE = 30;

    private static final Pattern RETIRED =
            Pattern.compile(
                    "\\b(lays?|laid|bears?|hears?|heard|says?|said|nobody|somebody|whoever|patience"
                            + "|stress|hush|silence|overdue|partial|foreign|unasked|behind|beside"
                            + "|in front of|stands?|stood|tells?|told|farewell|anew|goes on)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMENT =
            Pattern.compile(
                    "/\\*\\*(.*?)\\*/\\s*((?:@(?!interface)[^\n]*\n\\s*)*)", Pattern.DOTALL);

    private static final Pattern PUBLIC = Pattern.compile("(public|protected) .*");

    private static final Pattern SENTENCE_END = Pattern.compile("[.!?:](\\s|$)");

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("runtime", "dsl-examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(path -> path.toString().endsWith(".java"))
                        .sorted()
                        .forEach(sources::add);
            }
        }
        return sources;
    }

    /** The first sentence as a reader sees it: a tag counts as one word. */
    private static String firstSentence(String comment) {
        String text =
                comment.replaceAll("\n\\s*\\*", "\n")
                        .replaceAll("\\{@\\w+\\s+(?:[^{}]|\\{[^{}]*})*}", "code")
                        .strip();
        Matcher end = SENTENCE_END.matcher(text);
        return end.find() ? text.substring(0, end.start()) : text;
    }

    @Test
    void the_first_sentence_is_short_and_plain() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path source : sources()) {
            String code = Files.readString(source);
            Matcher comment = COMMENT.matcher(code);
            while (comment.find()) {
                if (!PUBLIC.matcher(code).region(comment.end(), code.length()).lookingAt()) {
                    continue;
                }
                String sentence = firstSentence(comment.group(1));
                if (sentence.isEmpty()
                        || sentence.split("\\s+").length > WORDS
                        || RETIRED.matcher(sentence).find()) {
                    wrong.add(ROOT.relativize(source) + ": " + sentence);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_sentence_occurs_twice_in_a_comment() throws IOException {
        List<String> twice = new ArrayList<>();
        for (Path source : sources()) {
            Matcher comment = COMMENT.matcher(Files.readString(source));
            while (comment.find()) {
                String text = comment.group(1).replaceAll("\\s*\n\\s*\\*?\\s*", " ");
                Set<String> seen = new HashSet<>();
                for (String sentence : text.split("(?<=\\.) +")) {
                    if (sentence.length() >= SENTENCE && !seen.add(sentence.strip())) {
                        twice.add(ROOT.relativize(source) + ": " + sentence);
                    }
                }
            }
        }
        assertThat(twice).isEmpty();
    }
}
