package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ropewalk.processor.template.LetterCase;

/**
 * Finds the first place of one of some literals, character by character: a state is how much of a
 * literal stands at the end of what came, and 0 is none of any.
 */
final class StopWords {
    private final List<String> literals;
    private final LetterCase letterCase;

    /** The begins of literals, none of which holds a whole one; the first is empty. */
    private final List<String> states = new ArrayList<>();

    private final String characters;

    StopWords(List<String> literals, LetterCase letterCase) {
        this.letterCase = letterCase;
        this.literals = literals.stream().map(letterCase::fold).distinct().toList();
        Set<Character> all = new LinkedHashSet<>();
        Set<String> begins = new LinkedHashSet<>(List.of(""));
        for (String literal : this.literals) {
            for (int i = 0; i < literal.length(); i++) {
                all.add(literal.charAt(i));
                if (this.literals.stream().noneMatch(literal.substring(0, i)::contains)) {
                    begins.add(literal.substring(0, i));
                }
            }
        }
        states.addAll(begins);
        StringBuilder text = new StringBuilder();
        all.forEach(text::append);
        characters = text.toString();
    }

    /** The characters of the literals; others lead to the state 0. */
    String characters() {
        return characters;
    }

    /** The characters, in both cases where these are the same. */
    String excepted() {
        return letterCase.matters() ? characters : characters + characters.toLowerCase(Locale.ROOT);
    }

    int size() {
        return states.size();
    }

    /** The state behind a character; -1 if a literal stands there then. */
    int next(int state, char c) {
        String text = states.get(state) + c;
        if (literals.stream().anyMatch(text::endsWith)) {
            return -1;
        }
        for (int from = 0; from < text.length(); from++) {
            int found = states.indexOf(text.substring(from));
            if (found >= 0) {
                return found;
            }
        }
        return 0;
    }

    /** Whether one of the literals may follow in this state, so that none begins before it. */
    boolean mayEnd(int state) {
        return literals.stream().anyMatch(literal -> beginsFirst(states.get(state), literal));
    }

    /** Whether no literal certainly begins in {@code text} when {@code behind} follows it. */
    private boolean beginsFirst(String text, String behind) {
        for (int from = 0; from < text.length(); from++) {
            String begin = text.substring(from) + behind;
            if (literals.stream().anyMatch(begin::startsWith)) {
                return false;
            }
        }
        return true;
    }
}
