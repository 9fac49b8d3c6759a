import type { DocumentMode, Namespace, Token, TreeAdapter, TreeAdapterTypeMap } from './parse5.js';

/** An element with no more in it than the parsing algorithm asks for: no children, no text. */
export interface LightNode {
  readonly tagName: string;
  readonly namespaceURI: Namespace;
  readonly attrs: Token.Attribute[];
  parent: LightNode | null;
  content: LightNode | null;
  mode: DocumentMode | null;
}

/** All nodes alike: the parser tells them apart by asking the adapter. */
export interface LightTreeMap
  extends TreeAdapterTypeMap<
    LightNode,
    LightNode,
    LightNode,
    LightNode,
    LightNode,
    LightNode,
    LightNode,
    LightNode,
    LightNode,
    LightNode
  > {}

/**
 * A tree for parse5 that keeps parents only. Which element is created from which tag depends on the stack of open
 * elements and the list of formatting elements, which parse5 keeps itself, not on anybody's children (HTML 13.2.4);
 * so links are found without building a document. `onDetach` is told of elements taken out again (HTML 13.2.6.4.7,
 * "frameset" takes the body out).
 */
export function createLightTree(
  htmlNamespace: Namespace,
  onDetach: (node: LightNode) => void,
): TreeAdapter<LightTreeMap> {
  const create = (tagName: string, namespaceURI: Namespace, attrs: Token.Attribute[]): LightNode => ({
    tagName,
    namespaceURI,
    attrs,
    parent: null,
    content: null,
    mode: null,
  });
  const createPlain = (): LightNode => create('', htmlNamespace, []);
  const adopt = (parent: LightNode, node: LightNode): void => {
    node.parent = parent;
  };
  const nothing = (): void => {};
  return {
    adoptAttributes: nothing,
    appendChild: adopt,
    createCommentNode: createPlain,
    createTextNode: createPlain,
    createDocument: createPlain,
    createDocumentFragment: createPlain,
    createElement: create,
    detachNode(node) {
      node.parent = null;
      onDetach(node);
    },
    getAttrList: (element) => element.attrs,
    getChildNodes: () => [],
    getCommentNodeContent: () => '',
    getDocumentMode: (document) => document.mode as DocumentMode,
    getDocumentTypeNodeName: () => '',
    getDocumentTypeNodePublicId: () => '',
    getDocumentTypeNodeSystemId: () => '',
    getFirstChild: () => null,
    getNamespaceURI: (element) => element.namespaceURI,
    getNodeSourceCodeLocation: () => null,
    getParentNode: (node) => node.parent,
    getTagName: (element) => element.tagName,
    getTextNodeContent: () => '',
    getTemplateContent: (template) => template.content as LightNode,
    insertBefore: adopt,
    insertText: nothing,
    insertTextBefore: nothing,
    isCommentNode: (_node): _node is LightNode => false,
    isDocumentTypeNode: (_node): _node is LightNode => false,
    isElementNode: (node): node is LightNode => node.tagName !== '',
    isTextNode: (_node): _node is LightNode => false,
    setDocumentMode(document, mode) {
      document.mode = mode;
    },
    setDocumentType: nothing,
    setNodeSourceCodeLocation: nothing,
    updateNodeSourceCodeLocation: nothing,
    setTemplateContent(template, content) {
      template.content = content;
    },
  };
}
