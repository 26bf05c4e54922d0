/**
 * The first start: joining the organisation, waiting for its key custodian, the rules of use,
 * signing in to Microsoft; or practising without any of that.
 */
package org.dubbelslot.desktop.start;
