/** What a person can choose, what was decided for them, and what is told to whoever helps them. */
package org.dubbelslot.desktop.settings;
