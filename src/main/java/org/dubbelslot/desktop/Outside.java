package org.dubbelslot.desktop;

import java.util.Optional;
import java.util.function.Consumer;
import org.dubbelslot.desktop.common.Background;
import org.dubbelslot.desktop.common.WindowSettings;
import org.dubbelslot.words.Words;
import org.dubbelslot.workplace.Services;
import org.dubbelslot.workplace.practice.Practice;

/**
 * What the screens of {@link Work} reach beyond one person's folder.
 *
 * @param factory makes the services of a practice environment
 * @param words the person's language
 * @param background where everything runs that may take time
 * @param settings what the window remembers
 * @param computer the programs, dialogs and clocks of this computer
 * @param practice what is practised in now, if anything
 * @param practise shows a practice environment that was opened
 * @param leavePractice goes back to the person's own folder
 * @param rebuild makes the window anew, in the language and look that its settings name
 */
record Outside(
    Services.Factory factory,
    Words words,
    Background background,
    WindowSettings settings,
    Computer computer,
    Optional<Practice> practice,
    Consumer<Practice> practise,
    Runnable leavePractice,
    Runnable rebuild) {}
