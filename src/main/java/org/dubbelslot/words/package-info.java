/**
 * Every sentence that a person reads, in Dutch and English, and the one list of failures: code,
 * sentence, remedy and exit status. Dutch is written, not translated.
 */
package org.dubbelslot.words;
